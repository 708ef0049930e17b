package meterside.portal.returncode;

/**
 * Why a bank sent a debit back.
 *
 * @param code such as {@code R01}
 * @param isUnauthorised whether the account's owner says that they did not authorise it, for which there is more time
 * @param why in plain words
 */
public record ReturnCode(String code, Then then, boolean isUnauthorised, String why) {

    /** What may be done about it (PY9). */
    public enum Then {
        /** The same amount may be debited again, a few times and not for ever. */
        RETRY,
        /** Not from this account number. */
        CORRECTED,
        /** Not before its owner authorises it anew. */
        AUTHORISED_ANEW,
        NEVER
    }

    /** {@return whether nothing may be debited from that account any more until its owner leaves it, or another, anew} */
    public boolean endsTheAccount() {
        return then != Then.RETRY;
    }
}
