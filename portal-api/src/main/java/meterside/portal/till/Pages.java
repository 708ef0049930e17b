package meterside.portal.till;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import meterside.portal.gateway.PageRequest;
import meterside.portal.lifecycle.Payment;
import meterside.portal.wish.Origin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the provider's page shows and where it leads back to. It follows from the payment alone: asked again after an answer was
 * lost, even by another process, the same is asked to the letter.
 */
@Component
class Pages {

    /** The provider's least is 30 minutes from when it is asked; a page asked for again later than that is not made any more. */
    private static final Duration OPEN = Duration.ofMinutes(40);

    private final String publicUrl;

    Pages(@Value("${METERSIDE_PUBLIC_URL:}") String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** {@return when the page closes} */
    Instant closesAt(Payment payment) {
        return payment.createdAt().plus(OPEN);
    }

    PageRequest of(Payment payment, List<String> numbers) {
        var wish = payment.wish();
        var spanish = wish.language().equals("es");
        var back = publicUrl + (wish.origin() == Origin.GUEST ? "/pay/" : "/payments/") + payment.id();
        return new PageRequest(
                payment.id(),
                payment.kind().instrument().orElseThrow(),
                wish.amountCents(),
                (spanish ? "Cuenta " : "Account ") + String.join(", ", numbers),
                wish.feeCents(),
                spanish ? "Cargo por pagar en línea" : "Fee for paying online",
                payment.currency(),
                wish.language(),
                back + "?back",
                back + "?left",
                closesAt(payment),
                wish.save(),
                wish.payer().login());
    }

    /** {@return in one line, for the log} */
    static String named(Payment payment) {
        return "%s (%s, %s)"
                .formatted(
                        payment.id(),
                        payment.state(),
                        Objects.toString(payment.standing().reason()));
    }
}
