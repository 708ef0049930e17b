package meterside.portal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token as its owner has it: a prefix by which scanners of source code know it, and 256 random bits. Only its SHA-256 is
 * stored: a slow hash is for passwords, which can be guessed, and nobody tries 2^256.
 */
final class Secret {

    static final String PREFIX = "meterside_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** {@return a token nobody can guess} May wait for the system's randomness: not for an event loop. */
    static Secret random(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<Secret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /** {@return the token itself, to be shown once and never stored or logged} */
    String shown() {
        return text;
    }

    /** {@return the SHA-256 in hex} */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
