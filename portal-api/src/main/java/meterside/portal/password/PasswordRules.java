package meterside.portal.password;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import meterside.portal.identity.Passwords;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a password must be: long, unlike the owner's address, and not one that is tried first. No rule about digits and
 * signs, which make passwords worse (NIST SP 800-63B-4).
 *
 * <p>How soon it would be tried is judged by nbvcxz with the lists it brings: 47,000 passwords from breaches, names and
 * words, and repeats, rows of keys, dates and letters written as digits of them.
 */
@Component
public class PasswordRules {

    private static final int SHORTEST_WITH_FACTOR = 8;
    private static final int SHORTEST_NAME = 4;

    /** At the hundred guesses a day that we let through these are two thousand years. */
    private static final BigDecimal FEWEST_GUESSES = BigDecimal.valueOf(100_000_000);

    /** Longer ones would take it long, and are not guessed. */
    private static final int LOOKED_AT = 40;

    private static final long LONGEST_MILLIS = 100;

    /** Its lists are read when the first password is chosen: a start need not wait for them. */
    private static final class Guesser {

        static final Nbvcxz READY = new Nbvcxz(new ConfigurationBuilder()
                .setLocale(Locale.ENGLISH)
                .setMaxLength(LOOKED_AT)
                .setCombinationAlgorithmTimeout(LONGEST_MILLIS)
                .createConfiguration());

        private Guesser() {}
    }

    /**
     * Passes a password that is good enough.
     *
     * @param hasFactor whether a second factor stands beside it
     * @throws PasswordTooWeak if it is not
     */
    public Mono<Void> check(String password, String email, boolean hasFactor) {
        return Mono.<Void>fromRunnable(() -> mustBeGood(password, email, hasFactor))
                .subscribeOn(Schedulers.boundedElastic());
    }

    void mustBeGood(String password, String email, boolean hasFactor) {
        var shortest = hasFactor ? SHORTEST_WITH_FACTOR : Passwords.SHORTEST_ALONE;
        if (Passwords.length(password) < shortest) {
            throw new PasswordTooWeak(
                    "The password is too short: at least %d characters. A short sentence is easy to keep in mind."
                            .formatted(shortest));
        }
        var plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (partsOf(email).stream().anyMatch(part -> withoutPart(plain, part) < SHORTEST_WITH_FACTOR)) {
            throw new PasswordTooWeak("The password is too much like your e-mail address. Choose another.");
        }
        if (Guesser.READY.estimate(plain).getGuesses().compareTo(FEWEST_GUESSES) < 0) {
            throw new PasswordTooWeak("The password is too common, or easy to guess. Choose another.");
        }
    }

    /** {@return how many characters are left besides a word that anyone knows} */
    private static int withoutPart(String plain, String part) {
        return plain.contains(part) ? plain.replace(part, "").length() : plain.length();
    }

    private static List<String> partsOf(String email) {
        var whole = email.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(whole), Stream.of(whole.split("@")))
                .filter(part -> part.length() >= SHORTEST_NAME)
                .toList();
    }
}
