package meterside.portal.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was told, or is to be, for the page that says why.
 *
 * @param medium email or sms
 * @param address masked
 * @param state pending, sending, sent, delivered, failed or unknown
 * @param reason why it failed or waits, such as no-consent
 * @param attempts each time it was given to the provider, the oldest first
 */
public record Told(
        long id,
        String medium,
        String address,
        String state,
        @Nullable String reason,
        Instant madeAt,
        List<Attempt> attempts) {

    /**
     * One try.
     *
     * @param outcome accepted, refused, later, unknown or reconciled
     * @param answer what the provider said
     * @param subject of an e-mail
     * @param body the text, with any code masked
     */
    public record Attempt(
            Instant at,
            String outcome,
            String answer,
            @Nullable String subject,
            String body) {}
}
