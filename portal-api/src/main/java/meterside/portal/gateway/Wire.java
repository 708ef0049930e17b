package meterside.portal.gateway;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import meterside.portal.gateway.GatewayFailure.Certainty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Calls to the provider, off the event loop, not endlessly many at once and none for long. The client never repeats a call by
 * itself: whoever asks knows better when, and under which key.
 */
@Component
class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final int AT_ONCE = 32;
    private static final int WAITING = 256;

    private final Scheduler calls = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "gateway");
    private final boolean open;
    private final StripeClient client;

    /** @param patience how long an answer may take; less than the ten seconds a page waits for ours */
    Wire(
            @Value("${METERSIDE_STRIPE_KEY:}") String key,
            @Value("${METERSIDE_STRIPE_URL:https://api.stripe.com}") String url,
            @Value("${meterside.gateway.patience:6s}") Duration patience) {
        open = !key.isBlank();
        client = StripeClient.builder()
                .setApiKey(open ? key : "none")
                .setApiBase(url)
                .setConnectTimeout((int) TO_CONNECT.toMillis())
                .setReadTimeout((int) patience.toMillis())
                .setMaxNetworkRetries(0)
                .build();
    }

    boolean isOpen() {
        return open;
    }

    /** One question to the provider. */
    @FunctionalInterface
    interface Call<T> {
        T on(V1Services stripe) throws StripeException;
    }

    /**
     * {@return the provider's answer}
     *
     * @throws PayingUnavailable if no provider is set up
     * @throws Declined if it says no to a card or an account
     * @throws GatewayFailure for any other
     */
    <T> Mono<T> ask(Call<T> call) {
        if (!open) {
            return Mono.error(PayingUnavailable::new);
        }
        return Mono.fromCallable(() -> call.on(client.v1()))
                .subscribeOn(calls)
                .onErrorMap(StripeException.class, Wire::sorted)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> new GatewayFailure(Certainty.UNSURE, "too many calls are waiting", full));
    }

    /** {@return options under which the same call is done once, however often it is made} */
    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** The provider says no, for a reason of the customer's bank. */
    static final class Declined extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String reason;
        private final transient @Nullable String payment;

        private Declined(String reason, @Nullable String payment, Throwable cause) {
            super(reason, cause);
            this.reason = reason;
            this.payment = payment;
        }

        Outcome outcome() {
            return Outcome.failed(payment, reason);
        }
    }

    private static RuntimeException sorted(StripeException failure) {
        return switch (failure) {
            case CardException declined -> declined(declined);
            // another body under our key, or a request that the provider does not understand: ours to mend
            case IdempotencyException ours -> refused(ours);
            case InvalidRequestException ours -> refused(ours);
            case ApiConnectionException away -> unsure(away);
            default -> unsure(failure);
        };
    }

    private static RuntimeException declined(CardException declined) {
        var error = declined.getStripeError();
        var payment = error == null || error.getPaymentIntent() == null
                ? null
                : error.getPaymentIntent().getId();
        return new Declined(reason(declined.getDeclineCode(), declined.getCode()), payment, declined);
    }

    /** {@return a failure without its words, which may repeat what we sent: an address, a token} */
    private static String named(StripeException failure) {
        var cause = failure.getCause();
        return "%s, code %s, status %s, request %s%s"
                .formatted(
                        failure.getClass().getSimpleName(),
                        failure.getCode(),
                        failure.getStatusCode(),
                        failure.getRequestId(),
                        cause == null ? "" : ", by " + cause.getClass().getSimpleName());
    }

    private static GatewayFailure refused(StripeException failure) {
        LOG.warn("The payment provider refuses what we ask: {}", named(failure));
        return new GatewayFailure(Certainty.REFUSED, "refused", failure);
    }

    private static GatewayFailure unsure(StripeException failure) {
        LOG.warn("No answer of the payment provider that says anything: {}", named(failure));
        return new GatewayFailure(Certainty.UNSURE, "no answer", failure);
    }

    /** {@return the more exact of two codes of the provider in our spelling: {@code insufficient-funds}, {@code R02}} */
    static String reason(@Nullable String exact, @Nullable String code) {
        var text = Objects.requireNonNullElse(exact, Objects.requireNonNullElse(code, "declined"));
        return text.matches("R[0-9]{2}") ? text : text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @PreDestroy
    void close() {
        calls.dispose();
    }
}
