package meterside.alerts.words;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The link by which an e-mail's reader takes consent back without signing in: the contact's id and 128 bits of
 * HMAC-SHA-256 over it, with a key derived for this purpose. The portal checks it the same way; it ends nothing but consent, so it never ages.
 */
public final class StopLink {

    private StopLink() {}

    /**
     * {@return the link, or empty where there is no portal to link to}
     *
     * @param publicUrl where the portal is, or empty
     * @param key the installation's secret, or empty
     */
    public static String of(long contact, String publicUrl, byte[] key) {
        return publicUrl.isEmpty() || key.length == 0
                ? ""
                : "%s/stop/%d.%s".formatted(publicUrl, contact, signature(contact, key));
    }

    private static String signature(long contact, byte[] key) {
        var signature = hmac(hmac(key, "stop"), Long.toString(contact));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signature, 16));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
