package meterside.portal.usage;

import static meterside.portal.usage.Usages.NEW_YORK;
import static meterside.portal.usage.Usages.sumOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sums in other units than the reads': exact, and rounded once when told (rules UN1, UN4, TM4). */
class UnitsIT {

    private static Usages usages;

    @BeforeAll
    static void openThePortal() {
        usages = new Usages();
    }

    @AfterAll
    static void closeIt() {
        usages.close();
    }

    @Test
    void convertsASumAndNotItsReads() {
        var reads = usages.water(NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.every(3600, day, day.plusSeconds(86_400), n -> 31_168_831_169L).rolledUp("2026-10-20");

        // 24 × 31.168831169 = 748.051948056 gal; each figure by bc
        assertThat(value(reads, "gal")).isEqualTo("748.051948056");
        assertThat(value(reads, "CCF")).isEqualTo("1");
        assertThat(value(reads, "ft3")).isEqualTo("100.000000001");
        assertThat(value(reads, "KGAL")).isEqualTo("0.748051948");
        assertThat(value(reads, "L")).isEqualTo("2831.684659215");
    }

    private static String value(Reads reads, String unit) {
        var usage = usages.ask(reads, "2026-10-20", "2026-10-21", "day&unit=" + unit);
        assertThat(usage.get("unit").stringValue()).isEqualTo(unit);
        return usage.at("/buckets/0/value").stringValue();
    }

    /** No figure of a finer cut is more than a billionth off, and together they are the wider one to the last digit. */
    @Test
    void whatIsToldFinerAddsUpToWhatIsToldWider() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var reads = usages.water(NEW_YORK);
        var first = Rows.day("2026-10-20", NEW_YORK);
        reads.every(
                3600, first, Rows.day("2026-11-03", NEW_YORK), n -> random.nextLong(9_000_000_000L) - 1_000_000_000L);
        LocalDate.parse("2026-10-20")
                .datesUntil(LocalDate.parse("2026-11-03"))
                .forEach(day -> reads.rolledUp(day.toString()));
        var stored = sumOf(usages.ask(reads, "2026-10-20", "2026-11-03", "day").get("buckets"));

        for (var unit : List.of("ft3", "m3", "CCF", "L", "KGAL")) {
            var hours = usages.ask(reads, "2026-10-20", "2026-11-03", "hour&unit=" + unit);
            var days = usages.ask(reads, "2026-10-20", "2026-11-03", "day&unit=" + unit);
            var months = usages.ask(reads, "2026-10-20", "2026-11-03", "month&unit=" + unit);

            var whole = stored.multiply(gallonIn(unit)[0]).divide(gallonIn(unit)[1], 9, RoundingMode.HALF_EVEN);
            for (var cut : List.of(hours, days, months)) {
                assertThat(sumOf(cut.get("buckets")))
                        .as("%s in %s, seed %d", cut.get("by"), unit, seed)
                        .isEqualByComparingTo(whole);
            }
        }
    }

    /** How many of the unit a gallon is: a fraction. */
    private static BigDecimal[] gallonIn(String unit) {
        return switch (unit) {
            case "ft3" -> fraction("231", "1728");
            case "CCF" -> fraction("231", "172800");
            case "m3" -> fraction("0.003785411784", "1");
            case "L" -> fraction("3.785411784", "1");
            default -> fraction("1", "1000");
        };
    }

    private static BigDecimal[] fraction(String numerator, String denominator) {
        return new BigDecimal[] {new BigDecimal(numerator), new BigDecimal(denominator)};
    }

    @Test
    void refusesUnitsThatAreNoneAndUnitsOfSomethingElse() {
        var reads = usages.water(NEW_YORK);

        assertThat(usages.code(reads, "2026-10-01", "2026-10-02", "day&unit=gallons"))
                .isEqualTo("422 unit-unknown");
        assertThat(usages.code(reads, "2026-10-01", "2026-10-02", "day&unit=kWh"))
                .isEqualTo("422 unit-foreign");
        assertThat(usages.code(reads, "2026-10-01", "2026-10-02", "day&unit=therm"))
                .isEqualTo("422 unit-foreign");
        assertThat(usages.code(reads, "2026-10-01", "2026-10-02", "day&as-known-on=lately"))
                .isEqualTo("400 malformed-request");
    }
}
