package meterside.portal.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import meterside.portal.secret.SecretKey;
import org.springframework.stereotype.Component;

/**
 * What a stop link ends in: the contact's id, a dot, and 128 bits of proof that alerts wrote it with our secret key. It
 * ends nothing but consent, so it never ages.
 */
@Component
class StopToken {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{22})");

    private final SecretKey key;

    StopToken(SecretKey key) {
        this.key = key;
    }

    /** {@return the contact, if the proof is ours} */
    Optional<Long> contact(String token) {
        var form = FORM.matcher(token);
        return form.matches() && isOurs(form.group(1), form.group(2))
                ? Optional.of(Long.parseLong(form.group(1)))
                : Optional.empty();
    }

    private boolean isOurs(String contact, String proof) {
        var made = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(key.hmac("stop", contact), 16));
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII), proof.getBytes(StandardCharsets.US_ASCII));
    }
}
