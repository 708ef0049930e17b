package meterside.portal.lifecycle;

import java.util.Locale;

/** What can happen to a payment. */
public enum Event {
    /** The day came on which it is to be debited. */
    DUE,
    /** The provider made its page. */
    OPENED,
    /** A bank was told to move the money. */
    SENT_TO_BANK,
    /** The money was taken. */
    PAID,
    /** The provider will not take it: declined, or nothing it can do. */
    NOT_PAID,
    /** A try on the provider's page was declined. The page stays open for another card, so it moves nothing. */
    TRY_DECLINED,
    /** The answer to a debit was lost. */
    LOST_SIGHT,
    /** Whoever wished it wishes it no more, and the provider has let go of it. */
    WITHDRAWN,
    /** The page closed with nobody having paid on it. */
    EXPIRED,
    /** The bank sent it back (ACH). */
    RETURNED,
    /** The cardholder disputes it. */
    DISPUTED,
    /** The dispute was decided for us: the money is back. */
    DISPUTE_WON,
    /** The dispute was decided against us. The money was gone already, so it moves nothing. */
    DISPUTE_LOST,
    /** All of it was given back. */
    REFUNDED,
    /** What was given back did not arrive, and is here again. */
    REFUND_FAILED,
    /** A clerk takes back what was entered at the counter. */
    VOIDED;

    /** {@return the event as it is stored, such as {@code sent-to-bank}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the event of that word} */
    public static Event of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
