package meterside.portal.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * {@code METERSIDE_SECRET_KEY}. Each purpose has a key of its own derived from it, so that what is made for one can never
 * serve another.
 */
@Component
public class SecretKey {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    SecretKey(@Value("${METERSIDE_SECRET_KEY}") String base64) {
        key = Base64.getDecoder().decode(base64.strip());
        if (key.length != BYTES) {
            throw new IllegalStateException(
                    "METERSIDE_SECRET_KEY must be %d bytes in base64, as openssl rand -base64 %d makes them"
                            .formatted(BYTES, BYTES));
        }
    }

    /** {@return 32 bytes which nobody without the key can tell for this text} */
    public byte[] hmac(String purpose, String text) {
        return hmac(keyFor(purpose), text);
    }

    /** {@return the box in hex, its nonce first: AES-256-GCM} Takes randomness: not for an event loop. */
    public String seal(String purpose, String owner, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, purpose, owner, nonce, content);
        return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(sealed);
    }

    /**
     * {@return what was sealed}
     *
     * @throws IllegalStateException if the box was not sealed for this owner with this key
     */
    public byte[] open(String purpose, String owner, String hex) {
        var box = HexFormat.of().parseHex(hex);
        var nonce = Arrays.copyOf(box, NONCE_BYTES);
        return crypt(Cipher.DECRYPT_MODE, purpose, owner, nonce, Arrays.copyOfRange(box, NONCE_BYTES, box.length));
    }

    private byte[] crypt(int mode, String purpose, String owner, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(keyFor(purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(
                    "a box of %s does not open with this METERSIDE_SECRET_KEY".formatted(owner), broken);
        }
    }

    private byte[] keyFor(String purpose) {
        return hmac(key, purpose);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
