package meterside.portal.threshold;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import meterside.metering.Quantity;
import meterside.metering.Unit;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A day's use beyond which to tell, in the unit it was set in, which it keeps (rule UN6).
 *
 * @param amount exact
 */
public record Threshold(Quantity amount) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    /** No customer of a city uses more in a day of any of our units. */
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000_000);

    /**
     * {@return what was typed}
     *
     * @throws MalformedRequest if it is no decimal number of at most nine places
     * @throws ThresholdOutOfRange if nobody uses so much in a day
     * @throws UnitDoesNotFit if there is no such unit
     */
    public static Threshold parse(@Nullable String threshold, @Nullable String unit) {
        if (threshold == null || unit == null) {
            throw new MalformedRequest("The %s is missing.".formatted(threshold == null ? "threshold" : "unit"));
        }
        if (!DECIMAL.matcher(threshold).matches()) {
            throw new MalformedRequest("The threshold is not a decimal number such as 300 or 12.5.");
        }
        var amount = new BigDecimal(threshold);
        if (amount.compareTo(MOST) > 0) {
            throw new ThresholdOutOfRange();
        }
        return new Threshold(Quantity.of(amount, Unit.ofSymbol(unit).orElseThrow(UnitDoesNotFit::new)));
    }
}
