package meterside.rule;

import static meterside.metering.ReadingQuality.ESTIMATED;
import static meterside.metering.ReadingQuality.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import meterside.metering.Quantity;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.rule.DailyThreshold.Outcome;
import org.junit.jupiter.api.Test;

class DailyThresholdTest {

    private static final long BILLION = 1_000_000_000L;
    private static final int DAY = 20_000;

    private final long[] state = new long[DailyThreshold.STATE];

    @Test
    void exactlyTheThresholdIsNotPassedAndABillionthMoreIs() {
        var rule = new DailyThreshold(300 * BILLION, Unit.US_GALLON, List.of(Unit.US_GALLON), true);

        assertThat(step(rule, DAY, Unit.US_GALLON, 300 * BILLION, RAW)).isEqualTo(Outcome.QUIET);
        assertThat(step(rule, DAY, Unit.US_GALLON, 1, RAW)).isEqualTo(Outcome.PASSED);
        assertThat(rule.sum(state, 0)).isEqualTo(BigInteger.valueOf(300 * BILLION + 1));
    }

    @Test
    void aReadThatJumpsFarBeyondTellsOnceAndWhatFollowsTellsNoMore() {
        var rule = new DailyThreshold(5 * BILLION, Unit.KILOWATT_HOUR, List.of(Unit.KILOWATT_HOUR), true);

        assertThat(step(rule, DAY, Unit.KILOWATT_HOUR, 900 * BILLION, RAW)).isEqualTo(Outcome.PASSED);
        assertThat(step(rule, DAY, Unit.KILOWATT_HOUR, BILLION, RAW)).isEqualTo(Outcome.QUIET);
    }

    @Test
    void aNewDayBeginsWithNothingAndAnOlderOneIsNotForThisState() {
        var rule = new DailyThreshold(5 * BILLION, Unit.THERM, List.of(Unit.THERM), true);
        step(rule, DAY, Unit.THERM, 6 * BILLION, RAW);

        assertThat(step(rule, DAY + 1, Unit.THERM, 5 * BILLION, RAW)).isEqualTo(Outcome.QUIET);
        assertThat(step(rule, DAY + 1, Unit.THERM, 1, RAW)).isEqualTo(Outcome.PASSED);
        assertThat(step(rule, DAY, Unit.THERM, 1, RAW)).isEqualTo(Outcome.OLDER);
    }

    @Test
    void estimatesCountOnlyWhereTheCustomerWantsThem() {
        var measuredOnly = new DailyThreshold(5 * BILLION, Unit.THERM, List.of(Unit.THERM), false);

        assertThat(step(measuredOnly, DAY, Unit.THERM, 50 * BILLION, ESTIMATED)).isEqualTo(Outcome.QUIET);
        assertThat(step(measuredOnly, DAY, Unit.THERM, 5 * BILLION, RAW)).isEqualTo(Outcome.QUIET);
        assertThat(step(measuredOnly, DAY, Unit.THERM, 1, RAW)).isEqualTo(Outcome.PASSED);
    }

    /** 77 ft³ are 576 gal to the last billionth: 77 × 1728 / 231. */
    @Test
    void aThresholdInGallonsIsExactForReadsInCubicFeet() {
        var rule = new DailyThreshold(576 * BILLION, Unit.US_GALLON, List.of(Unit.CUBIC_FOOT), true);

        assertThat(step(rule, DAY, Unit.CUBIC_FOOT, 77 * BILLION, RAW)).isEqualTo(Outcome.QUIET);
        assertThat(step(rule, DAY, Unit.CUBIC_FOOT, 1, RAW)).isEqualTo(Outcome.PASSED);
        assertThat(rule.sum(state, 0)).isEqualTo(BigInteger.valueOf(576 * BILLION + 7));
    }

    @Test
    void severalUnitsOfOneServiceAddUpWithoutRounding() {
        var rule = new DailyThreshold(
                1_000 * BILLION, Unit.LITRE, List.of(Unit.US_GALLON, Unit.CUBIC_FOOT, Unit.CUBIC_METRE), true);

        step(rule, DAY, Unit.US_GALLON, BILLION, RAW);
        step(rule, DAY, Unit.CUBIC_FOOT, BILLION, RAW);

        // 3.785411784 + 28.316846592
        assertThat(rule.sum(state, 0)).isEqualTo(BigInteger.valueOf(32_102_258_376L));
        assertThat(step(rule, DAY, Unit.CUBIC_METRE, 967_897_742, RAW)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void sumsThatOutgrowALongAreStillExact() {
        var most = Quantity.LIMIT_UNITS * BILLION;
        var rule = new DailyThreshold(most, Unit.CUBIC_METRE, List.of(Unit.CUBIC_METRE, Unit.US_GALLON), true);
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var expected = BigInteger.ZERO;
        rule.begin(state, 0, DAY);

        for (var i = 0; i < 200; i++) {
            var value = random.nextLong(-most, most);
            rule.add(state, 0, rule.weight(Unit.CUBIC_METRE), value);
            expected = expected.add(BigInteger.valueOf(value));
            assertThat(rule.sum(state, 0)).isEqualTo(expected);
            assertThat(rule.isBeyond(state, 0)).isEqualTo(expected.compareTo(BigInteger.valueOf(most)) > 0);
        }
    }

    @Test
    void refusesToAddGasToWater() {
        assertThatThrownBy(() -> new DailyThreshold(1, Unit.US_GALLON, List.of(Unit.THERM), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome step(DailyThreshold rule, int day, Unit unit, long billionths, ReadingQuality quality) {
        return rule.step(state, 0, day, rule.weight(unit), billionths, quality);
    }
}
