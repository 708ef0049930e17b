package meterside.portal.identity;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with OWASP's first choice of cost: 19 MiB, two passes, one lane; some 50 ms of a core. Never on an event loop.
 *
 * <p>A password is hashed in Unicode's form NFC, since keyboards differ in how they write an é (NIST SP 800-63B).
 */
public final class Passwords {

    /** How long a password must be to need no second factor beside it (NIST SP 800-63B-4). */
    public static final int SHORTEST_ALONE = 15;

    private static final Argon2PasswordEncoder ARGON2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

    /** The hash of a forgotten random word. Checked when there is no such login, which so takes as long as a wrong password. */
    static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$7rl1zuGLO2m2r3XXny7Smw$S4uUiiupDm2xajm94NwrSjHNQGmPr63OXnESyqGOPPY";

    private Passwords() {}

    /** {@return the hash with its salt and cost, as stored} */
    public static String hash(String password) {
        return hashOf(ARGON2.encode(composed(password)));
    }

    static boolean matches(String password, String hash) {
        return ARGON2.matches(composed(password), hash);
    }

    /** {@return whether the password needs no second factor beside it} */
    public static boolean standsAlone(String password) {
        return length(password) >= SHORTEST_ALONE;
    }

    /** {@return how many characters people would count} */
    public static int length(String password) {
        var composed = composed(password);
        return composed.codePointCount(0, composed.length());
    }

    private static String composed(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static String hashOf(@Nullable String encoded) {
        if (encoded == null) {
            throw new IllegalStateException("only a null password has no hash");
        }
        return encoded;
    }
}
