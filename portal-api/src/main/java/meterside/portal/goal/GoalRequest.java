package meterside.portal.goal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.unit.Measure;
import org.jspecify.annotations.Nullable;

/** A goal as it was typed; anything may be missing. */
record GoalRequest(@Nullable String amount, @Nullable String unit) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    /** No customer of a city uses more in a cycle of any of our units. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /**
     * {@return the amount in billionths of its unit}
     *
     * @throws MalformedRequest if it is no decimal number of at most nine places
     * @throws GoalOutOfRange if it is zero, or nobody uses so much
     */
    long billionths() {
        if (amount == null || !DECIMAL.matcher(amount).matches()) {
            throw new MalformedRequest("The field amount is not a decimal number such as 3000 or 12.5.");
        }
        var exact = new BigDecimal(amount);
        if (exact.signum() == 0 || exact.compareTo(MOST) > 0) {
            throw new GoalOutOfRange();
        }
        return exact.movePointRight(9).longValueExact();
    }

    /**
     * {@return the unit, which fits what is stored}
     *
     * @param stored the unit of the reads
     */
    Measure measure(String stored) {
        if (unit == null) {
            throw new MalformedRequest("The field unit is missing.");
        }
        return Measure.of(stored, unit.equals(stored) ? Optional.empty() : Measure.asked(unit));
    }
}
