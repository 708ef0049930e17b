package meterside.portal.refund;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund as it stands.
 *
 * @param id the key the clerk's browser made, under which the provider is asked too
 * @param account the account it is taken from, by id
 * @param kind what the payment was paid with
 * @param receipt the payment's receipt number
 * @param askedBy the clerk's login
 * @param decidedBy the approver's, where one was needed
 * @param note what the approver wrote
 * @param since when it came into its state; of an unknown one when it was sent
 */
record Refund(
        UUID id,
        UUID payment,
        long account,
        String accountNumber,
        long cents,
        String currency,
        String kind,
        @Nullable Long receipt,
        String reason,
        String state,
        long askedBy,
        String asker,
        Instant askedAt,
        @Nullable Long decidedBy,
        @Nullable String decider,
        @Nullable Instant decidedAt,
        @Nullable String note,
        @Nullable String providerPayment,
        @Nullable String providerRefund,
        Instant since) {

    /** Where a refund stands. */
    enum State {
        /** It waits for an approver. */
        ASKED,
        /** It is to be sent. */
        APPROVED,
        /** The approver said no. */
        REFUSED,
        /** The provider was asked. */
        SENT,
        /** The money went back, and the ledger says so. */
        DONE,
        /** It did not go back. */
        FAILED,
        /** The provider's answer was lost: it is asked again, under the same key. */
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    State at() {
        return State.of(state);
    }

    boolean isThroughProvider() {
        return kind.equals("card") || kind.equals("bank");
    }
}
