package meterside.portal.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes as every app makes them (RFC 6238): SHA-1, half a minute, six digits. */
final class AppCodes {

    static final int SECRET_BYTES = 20;

    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();
    private static final long STEP_SECONDS = CODES.getTimeStep().toSeconds();

    private AppCodes() {}

    /** {@return the time step whose code this is, of now and the steps beside it: telephones go a little wrong} */
    static OptionalLong stepOf(String typed, byte[] secret, Instant now) {
        var step = now.getEpochSecond() / STEP_SECONDS;
        var found = OptionalLong.empty();
        for (var near = step + 1; near >= step - 1; near--) {
            if (MessageDigest.isEqual(bytes(typed), bytes(at(near, secret)))) {
                found = OptionalLong.of(near);
            }
        }
        return found;
    }

    private static String at(long step, byte[] secret) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, "HmacSHA1"), Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("any bytes are a key for HMAC", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
