package meterside.alerts.sender;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message handed to a provider.
 *
 * @param answer what the provider said, for the engineer; holds no code and no address
 * @param providerId what the provider calls it
 * @param trouble what is wrong with the address, where that was said
 * @param pause how long the provider wants to be left alone; zero if it did not say
 */
public record Outcome(
        Kind kind,
        String answer,
        @Nullable String providerId,
        @Nullable Trouble trouble,
        Duration pause) {

    /** Four things can happen, and the fourth is not to know. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        LATER,
        UNKNOWN
    }

    public static Outcome accepted(String providerId, String answer) {
        return new Outcome(Kind.ACCEPTED, answer, providerId, null, Duration.ZERO);
    }

    /** Refused for good, without fault of the address. */
    public static Outcome refused(String answer) {
        return new Outcome(Kind.REFUSED, answer, null, null, Duration.ZERO);
    }

    public static Outcome refused(String answer, Trouble trouble) {
        return new Outcome(Kind.REFUSED, answer, null, trouble, Duration.ZERO);
    }

    /** Certainly not taken, and worth another try. */
    public static Outcome later(String answer, Duration pause) {
        return new Outcome(Kind.LATER, answer, null, null, pause);
    }

    public static Outcome later(String answer) {
        return later(answer, Duration.ZERO);
    }

    /** It may have been taken or not. */
    public static Outcome unknown(String answer) {
        return new Outcome(Kind.UNKNOWN, answer, null, null, Duration.ZERO);
    }
}
