package meterside.portal.webhook;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where Stripe calls us. Its signature is over the very bytes it sent; until it holds nothing is read. */
@RestController
class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final long TOLERANCE_SECONDS = 300;

    private final Webhooks webhooks;
    private final Clock clock;
    private final String secret;

    WebhookController(Webhooks webhooks, Clock clock, @Value("${METERSIDE_STRIPE_WEBHOOK_SECRET:}") String secret) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.secret = secret;
    }

    /** Answers 200 to whatever is signed, known or not: what we do not act on would else come again for days. */
    @PostMapping("/callbacks/stripe")
    Mono<Void> take(
            @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature,
            @RequestBody(required = false) byte[] body) {
        var text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return isSigned(text, signature) ? webhooks.take(text) : Mono.error(WebhookRefused::new);
    }

    private boolean isSigned(String text, String signature) {
        if (secret.isBlank() || signature.isBlank()) {
            return false;
        }
        try {
            return Signature.verifyHeader(text, signature, secret, TOLERANCE_SECONDS, clock);
        } catch (SignatureVerificationException refused) {
            LOG.warn("Refused a message of the payment provider: {}", refused.getMessage());
            return false;
        }
    }
}
