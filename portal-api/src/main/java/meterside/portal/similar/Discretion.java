package meterside.portal.similar;

import java.math.BigInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Of how many customers at least, and how large a part of one of them at most, a sum is made that others may see (rule SC9). */
@Component
class Discretion {

    private static final String FEWEST = "METERSIDE_SIMILAR_FEWEST";
    private static final String LARGEST = "METERSIDE_SIMILAR_LARGEST";

    private final int fewest;
    private final int largest;

    /**
     * @param fewest customers, at least
     * @param largest percent of the sum that is one customer's, at most
     * @throws IllegalArgumentException if one of them is no whole number, or so lax that a customer could be made out
     */
    Discretion(@Value("${" + FEWEST + ":15}") String fewest, @Value("${" + LARGEST + ":15}") String largest) {
        this.fewest = whole(FEWEST, "customers that similar homes are at least", fewest, 5, 500);
        this.largest = whole(LARGEST, "percent that the largest of similar homes may have used", largest, 1, 50);
    }

    int fewest() {
        return fewest;
    }

    int largest() {
        return largest;
    }

    boolean isTooFew(long customers) {
        return customers < fewest;
    }

    /** {@return whether the customer's part of the whole is more than the most} Both without a sign. */
    boolean isTooLarge(BigInteger part, BigInteger whole) {
        return part.multiply(BigInteger.valueOf(100)).compareTo(whole.multiply(BigInteger.valueOf(largest))) > 0;
    }

    private static int whole(String setting, String what, String text, int least, int most) {
        var value = text.strip();
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException("%s is the number of %s, from %d to %d, such as %s=15, not %s"
                    .formatted(setting, what, least, most, setting, text));
        }
        return Integer.parseInt(value);
    }
}
