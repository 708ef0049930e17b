package meterside.portal.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Where the provider says a payment stands.
 *
 * @param session its page, if it has one
 * @param payment what it calls the payment; null before anyone tried to pay
 * @param ours our id of the payment, which we gave along; null for what is not ours
 * @param cents what it takes or took
 * @param reason why it failed, such as {@code insufficient-funds} or {@code R02}
 */
public record Outcome(
        Standing standing,
        @Nullable String session,
        @Nullable String payment,
        @Nullable String ours,
        @Nullable Long cents,
        @Nullable String reason) {

    /** How far it is. */
    public enum Standing {
        /** The page is open. */
        OPEN,
        /** A bank is moving the money. */
        PROCESSING,
        PAID,
        FAILED,
        /** The page was closed, unpaid. */
        EXPIRED
    }

    static Outcome failed(@Nullable String payment, String reason) {
        return new Outcome(Standing.FAILED, null, payment, null, null, reason);
    }

    Outcome on(String page) {
        return new Outcome(standing, page, payment, ours, cents, reason);
    }
}
