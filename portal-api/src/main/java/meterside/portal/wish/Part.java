package meterside.portal.wish;

/**
 * How much of a payment goes to an account.
 *
 * @param account its id
 * @param cents above zero
 */
public record Part(long account, long cents) {

    /** More than anyone owes; a sum of many stays far below what a long holds. */
    public static final long MOST_CENTS = 99_999_999;

    /** @throws AmountRefused if it is nothing, less than nothing, or more than anyone owes */
    public Part {
        if (cents <= 0) {
            throw new AmountRefused("An amount is more than nothing.");
        }
        if (cents > MOST_CENTS) {
            throw new AmountRefused("An amount is at most 999,999.99.");
        }
    }
}
