package meterside.portal.gateway;

import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Money given back through the provider, to the card or account it came from (PY16). */
@Service
public class Refunds {

    private final Wire wire;

    Refunds(Wire wire) {
        this.wire = wire;
    }

    /**
     * How a refund fares.
     *
     * @param reason why it failed, such as {@code expired-or-canceled-card}
     */
    public record Refunded(
            String providerRefund,
            Progress progress,
            @Nullable String reason) {}

    /** How far it is. */
    public enum Progress {
        PENDING,
        DONE,
        FAILED
    }

    /**
     * {@return how the refund fares; asked again under the same id it is still one}
     *
     * @param refund our id, and the key under which the provider is asked
     * @throws GatewayFailure refused, for one, when more is to be given back than is left
     */
    public Mono<Refunded> send(UUID refund, String providerPayment, long cents) {
        var asked = RefundCreateParams.builder()
                .setPaymentIntent(providerPayment)
                .setAmount(cents)
                .putMetadata("refund", refund.toString())
                .build();
        return wire.ask(stripe -> stripe.refunds().create(asked, Wire.once(refund.toString())))
                .map(Refunds::refunded);
    }

    /** {@return how a refund fares, by what the provider calls it} */
    public Mono<Refunded> look(String providerRefund) {
        return wire.ask(stripe -> stripe.refunds().retrieve(providerRefund)).map(Refunds::refunded);
    }

    private static Refunded refunded(Refund refund) {
        var progress =
                switch (Objects.requireNonNullElse(refund.getStatus(), "")) {
                    case "succeeded" -> Progress.DONE;
                    case "failed", "canceled" -> Progress.FAILED;
                    default -> Progress.PENDING;
                };
        var reason = refund.getFailureReason();
        return new Refunded(refund.getId(), progress, reason == null ? null : Wire.reason(reason, null));
    }
}
