package meterside.portal.factor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ten codes of 80 random bits, written in four groups of four. So many bits need no salt and no slow hash. */
final class RecoveryCodes {

    private static final int HOW_MANY = 10;
    private static final int BYTES = 10;
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{16}");

    private final List<String> plain;

    private RecoveryCodes(List<String> plain) {
        this.plain = plain;
    }

    /** Takes randomness: not for an event loop. */
    static RecoveryCodes random(SecureRandom random) {
        return new RecoveryCodes(Stream.generate(() -> {
                    var bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return Base32.of(bytes);
                })
                .limit(HOW_MANY)
                .toList());
    }

    static boolean hasForm(String plain) {
        return FORM.matcher(plain).matches();
    }

    /** {@return the codes as the customer writes them down} */
    List<String> written() {
        return plain.stream().map(code -> code.replaceAll("(.{4})(?=.)", "$1-")).toList();
    }

    List<byte[]> hashes() {
        return plain.stream().map(RecoveryCodes::hash).toList();
    }

    static byte[] hash(String plain) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
