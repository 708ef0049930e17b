package meterside.portal.billfile;

/**
 * What a file changed.
 *
 * @param unchanged bills that were known to the letter
 * @param charges of the new and corrected bills
 */
public record Stored(long bills, long corrected, long unchanged, long charges, long payments, long knownPayments) {

    public static final Stored NOTHING = new Stored(0, 0, 0, 0, 0, 0);
}
