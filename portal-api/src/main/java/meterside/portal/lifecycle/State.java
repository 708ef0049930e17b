package meterside.portal.lifecycle;

import java.util.Arrays;
import java.util.Locale;

/** Where a payment stands. */
public enum State {
    /** It is to be debited on a day ahead. */
    SCHEDULED(false),
    /** We know of the wish; what the provider knows, we do not know yet. */
    CREATED(false),
    /** The provider's page is open, and nobody has paid on it. */
    WAITING(false),
    /** A bank moves the money, which takes days; it may still say no. */
    AUTHORISED(false),
    /** The money is there, and the ledger says so. */
    SETTLED(true),
    /** Nothing was taken. */
    FAILED(true),
    /** Nothing was taken, because nobody wanted it any more. */
    CANCELLED(true),
    /** The provider was asked to debit, and its answer was lost: until it is known nobody pays that account again. */
    UNKNOWN(false),
    /** The bank took a paid debit back. */
    RETURNED(true),
    /** The cardholder disputes it, and the money is gone at least until that is decided. */
    CHARGED_BACK(true),
    /** All of it was given back. */
    REFUNDED(true),
    /** A clerk took back what was entered at the counter. */
    VOIDED(true);

    private final boolean restful;

    State(boolean restful) {
        this.restful = restful;
    }

    /** {@return whether a payment may stay here for good; from everywhere else it is moved on, by the provider or by asking it} */
    public boolean isRestful() {
        return restful;
    }

    /** {@return the state as it is stored and told, such as {@code charged-back}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the state of that word} */
    public static State of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a payment is called " + word));
    }
}
