package meterside.portal.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import meterside.portal.lifecycle.State;
import org.jspecify.annotations.Nullable;

/** When a payment is to be asked about, or debited, next. Webhooks tell sooner; this is for those that never come. */
final class Lookout {

    /** Longer than any call to the provider: while it lasts, whoever took the payment up is still at it. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration AFTER_AN_OPEN_PAGE = Duration.ofMinutes(2);
    private static final Duration AFTER_A_BANK = Duration.ofHours(6);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofMinutes(15);

    private Lookout() {}

    /**
     * {@return when to see to a payment that just came into its state, or null for one that rests}
     *
     * @param on the utility's day ahead on which to debit it, if it is for one
     */
    static @Nullable Instant first(State state, Instant now, @Nullable LocalDate on, ZoneId zone) {
        return switch (state) {
            case SCHEDULED -> on == null ? now : on.atStartOfDay(zone).toInstant();
            case CREATED -> now.plus(LEASE);
            default -> next(state, now, now);
        };
    }

    /**
     * {@return when to see to a payment again, or null for one that rests}
     *
     * @param since when it came into its state
     */
    static @Nullable Instant next(State state, Instant since, Instant now) {
        if (state.isRestful()) {
            return null;
        }
        return switch (state) {
            case WAITING -> now.plus(AFTER_AN_OPEN_PAGE);
            case AUTHORISED -> now.plus(AFTER_A_BANK);
            default -> now.plus(pause(Duration.between(since, now)));
        };
    }

    private static Duration pause(Duration age) {
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return SOON;
        }
        return age.compareTo(Duration.ofHours(1)) < 0 ? LATER : SELDOM;
    }
}
