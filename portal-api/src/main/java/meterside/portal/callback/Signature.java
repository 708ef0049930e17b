package meterside.portal.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's signature: HMAC-SHA-1, with the account's token, of the address as Twilio called it and each parameter's name
 * and value by name. Ten lines of our own, since Twilio's library would bring 15 jars into the portal for them; a test
 * holds them to what Twilio's documentation works out.
 */
final class Signature {

    private final String token;

    /** @param token empty: nothing is believed */
    Signature(String token) {
        this.token = token;
    }

    /** @param url public address with its query, as Twilio was given it */
    boolean isOf(String url, SortedMap<String, String> form, @Nullable String given) {
        return given != null
                && !token.isEmpty()
                && MessageDigest.isEqual(
                        made(url, form).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String made(String url, SortedMap<String, String> form) {
        var signed = new StringBuilder(url);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
