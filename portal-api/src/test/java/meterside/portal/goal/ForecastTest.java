package meterside.portal.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.ReadingQuality;
import meterside.portal.unit.Fraction;
import meterside.portal.usage.Sum;
import org.junit.jupiter.api.Test;

/**
 * Today is Monday, November 16, 2026, in New York; the cycle is November, whose first day, a Sunday, has 25 hours. Unless told
 * otherwise a working day comes to 10, a Saturday to 20, a Sunday to 30, and every day before today is whole.
 */
class ForecastTest {

    private static final LocalDays NEW_YORK = new LocalDays(ZoneId.of("America/New_York"));
    private static final LocalDate TODAY = LocalDate.parse("2026-11-16");
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");

    private static Forecast forecast(Map<String, Day> other) {
        return Forecast.of(
                days(TODAY.minusDays(Forecast.DAYS_LOOKED_AT), TODAY, other),
                days(NOVEMBER, NOVEMBER.plusMonths(1), other));
    }

    private static List<Day> days(LocalDate first, LocalDate end, Map<String, Day> other) {
        return first.datesUntil(end)
                .map(day -> other.getOrDefault(day.toString(), day.isBefore(TODAY) ? usual(day) : none(day)))
                .toList();
    }

    private static Day usual(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> whole(day, "20");
            case SUNDAY -> whole(day, "30");
            default -> whole(day, "10");
        };
    }

    private static Day none(LocalDate day) {
        return new Day(day, NEW_YORK.of(day), null);
    }

    private static Day whole(LocalDate day, String use) {
        return part(day, use, NEW_YORK.secondsOf(day));
    }

    private static Day part(LocalDate day, String use, long seconds) {
        var billionths = new BigDecimal(use).movePointRight(9).toBigIntegerExact();
        return new Day(day, NEW_YORK.of(day), new Sum(billionths, seconds, ReadingQuality.VALID));
    }

    private static Day day(String day, String use) {
        return whole(LocalDate.parse(day), use);
    }

    private static String of(Forecast forecast) {
        return forecast.billionths()
                .map(Fraction::rounded)
                .map(Quantity::decimal)
                .orElse("not enough to tell");
    }

    @Test
    void isWhatWasUsedAndTheSameWeekdaysForTheRest() {
        // known: 3 Sundays 90, 2 Saturdays 40, 10 working days 100; to come: 11 working days 110, 2 Saturdays 40, 2
        // Sundays 60
        var forecast = forecast(Map.of());

        assertThat(of(forecast)).isEqualTo("440");
        assertThat(forecast.days()).isEqualTo(56);
        assertThat(forecast.openDays()).isEqualTo(15);
    }

    @Test
    void aDayWithoutReadsIsAsOthersOfItsWeekdayAndNotZero() {
        // seven Sundays are known: six of 30 and one of 37, on average 31
        // known: 37 + 30 + 40 + 100; the first, 25 hours long and missing: 31; to come: 110 + 40 + 2 · 31
        var forecast = forecast(Map.of("2026-11-01", none(NOVEMBER), "2026-11-08", day("2026-11-08", "37")));

        assertThat(of(forecast)).isEqualTo("450");
        assertThat(forecast.days()).isEqualTo(55);
        assertThat(forecast.openDays()).isEqualTo(16);
    }

    @Test
    void aDayReadInPartCountsWithItsReadsAndForTheRestWithItsShare() {
        // 20 of the first Sunday's 25 hours came to 25, so 5/25 of 30 are put to it: 31 instead of 30
        var inPart = part(NOVEMBER, "25", 20 * 3600);

        assertThat(of(forecast(Map.of("2026-11-01", inPart)))).isEqualTo("441");
        // today had 8 hours, in which somebody filled a pool: 100, and 16/24 of 10
        assertThat(of(forecast(Map.of("2026-11-16", part(TODAY, "100", 8 * 3600)))))
                .isEqualTo("536.666666667"); // 440 − 10 + 100 + 6 2/3
    }

    @Test
    void aDayThatIsMissingIsInNoAverage() {
        // of eight Mondays six came to 10 and one to 24, so 12 each: 440 + 3 · 2 for the three to come, and 14 for
        // November 9
        var forecast = forecast(
                Map.of("2026-10-05", none(LocalDate.parse("2026-10-05")), "2026-11-09", day("2026-11-09", "24")));

        assertThat(of(forecast)).isEqualTo("460");
    }

    @Test
    void fewerThanFourteenWholeDaysAreNotEnough() {
        assertThat(of(sinceDays(13))).isEqualTo("not enough to tell");
        assertThat(of(sinceDays(14))).isNotEqualTo("not enough to tell");
        assertThat(sinceDays(13).days()).isEqualTo(13);
    }

    /** {@return a forecast where reads began so many days before today} */
    private static Forecast sinceDays(int days) {
        var before = days(TODAY.minusDays(days), TODAY, Map.of());
        return Forecast.of(before, days(NOVEMBER, NOVEMBER.plusMonths(1), Map.of()));
    }

    @Test
    void aWeekdayThatNothingIsKnownOfIsAsAllDays() {
        var weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        var working = days(TODAY.minusDays(21), TODAY, Map.of("2026-11-13", day("2026-11-13", "11"))).stream()
                .filter(day -> !weekend.contains(day.date().getDayOfWeek()))
                .toList();

        var sunday = Forecast.of(working, List.of(none(LocalDate.parse("2026-11-22"))));

        assertThat(of(sunday)).isEqualTo("10.066666667"); // 151 over 15 days
    }

    @Test
    void aCycleThatIsWhollyReadIsItsSum() {
        assertThat(of(Forecast.of(List.of(), List.of(day("2026-11-01", "1.000000001"), day("2026-11-02", "-3")))))
                .isEqualTo("-1.999999999");
    }

    @Test
    void saysHowManyOfItsDaysAreEstimated() {
        var sum = new Sum(BigInteger.TEN, NEW_YORK.secondsOf(NOVEMBER), ReadingQuality.ESTIMATED);
        var estimated = new Day(NOVEMBER, NEW_YORK.of(NOVEMBER), sum);

        assertThat(Stream.of(Map.<String, Day>of(), Map.of("2026-11-01", estimated))
                        .map(other -> forecast(other).estimatedDays()))
                .containsExactly(0, 1);
    }
}
