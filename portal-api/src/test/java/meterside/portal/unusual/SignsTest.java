package meterside.portal.unusual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.Sum;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Missing is never unusual use. Every number was worked out by hand. */
class SignsTest {

    private static final LocalDays DAYS = new LocalDays(ZoneId.of("America/New_York"));
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
    private static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");

    private static Bucket bucket(Interval span, @Nullable Long used, long covered) {
        return new Bucket(span, used == null ? null : new Sum(BigInteger.valueOf(used), covered, ReadingQuality.VALID));
    }

    private static Bucket day(LocalDate day, @Nullable Long used) {
        return bucket(DAYS.of(day), used, DAYS.secondsOf(day));
    }

    /** Mondays before the one, the last first; null for one without reads. */
    private static Map<LocalDate, Bucket> mondays(long used, Long... before) {
        var days = new HashMap<LocalDate, Bucket>();
        days.put(MONDAY, day(MONDAY, used));
        for (var week = 1; week <= before.length; week++) {
            var day = MONDAY.minusWeeks(week);
            days.put(day, day(day, before[week - 1]));
        }
        // Sundays use a hundred times as much, and are not asked
        for (var week = 0; week < 9; week++) {
            var sunday = MONDAY.minusDays(1).minusWeeks(week);
            days.put(sunday, day(sunday, 100_000L));
        }
        return days;
    }

    /** 800 in eight weeks are 100 a day, and twice that is not more than twice. */
    @Test
    void moreThanTwiceTheWeekdaysAverageIsHigh() {
        var usual = new Long[] {40L, 160L, 100L, 100L, 90L, 110L, 130L, 70L};

        assertThat(Signs.high(mondays(200, usual), MONDAY)).isEmpty();
        assertThat(Signs.high(mondays(201, usual), MONDAY))
                .contains(Finding.high(DAYS.of(MONDAY), BigInteger.valueOf(201), BigInteger.valueOf(100)));
    }

    @Test
    void ofWeeksLongerAgoNothingIsAsked() {
        var usual = new Long[] {100L, 100L, 100L, 100L, 100L, 100L, 100L, 100L, 90_000L};

        assertThat(Signs.high(mondays(201, usual), MONDAY)).isPresent();
    }

    /** Four whole Mondays suffice, three do not; a Monday short of an hour is not whole, and lowers no average. */
    @Test
    void daysThatAreNotWholeDecideNothing() {
        var four = mondays(201, 100L, null, 100L, null, 100L, 100L);
        var three = mondays(201, 100L, null, 100L, null, 100L);
        var shortOne = mondays(201, 100L, null, 100L, null, 100L);
        var fourth = MONDAY.minusWeeks(6);
        shortOne.put(fourth, bucket(DAYS.of(fourth), 100L, 82_800));
        var unfinished = mondays(0, 100L, 100L, 100L, 100L);
        unfinished.put(MONDAY, bucket(DAYS.of(MONDAY), 5_000L, 86_399));

        assertThat(Signs.high(four, MONDAY)).isPresent();
        assertThat(Signs.high(three, MONDAY)).isEmpty();
        assertThat(Signs.high(shortOne, MONDAY)).isEmpty();
        assertThat(Signs.high(unfinished, MONDAY)).isEmpty();
        assertThat(Signs.high(Map.of(), MONDAY)).isEmpty();
    }

    /** 4 × 101 = 404 is more than 2 × 201, though the average is told as 50; 4 × 100.5 would not be. */
    @Test
    void theAverageIsComparedBeforeItIsRounded() {
        assertThat(Signs.high(mondays(101, 50L, 50L, 50L, 51L), MONDAY))
                .contains(Finding.high(DAYS.of(MONDAY), BigInteger.valueOf(101), BigInteger.valueOf(50)));
        assertThat(Signs.high(mondays(101, 50L, 51L, 50L, 51L), MONDAY)).isEmpty();
    }

    /** Hours that end at 10 in the morning in New York, by their number from the first. */
    private static List<Bucket> hours(int count, Long... used) {
        var end = NOW;
        var hours = new ArrayList<Bucket>();
        for (var n = 0; n < count; n++) {
            var start = end.minus(Duration.ofHours(count - n));
            hours.add(bucket(new Interval(start, start.plusSeconds(3600)), used[n % used.length], 3600));
        }
        return hours;
    }

    @Test
    void waterThatRunsInEachOfTwentyFourHoursIsTold() {
        var found = Signs.running(hours(30, 7L, 5L, 9L), NOW, NOW);

        assertThat(found)
                .contains(Finding.running(new Interval(NOW.minus(Duration.ofHours(24)), NOW), BigInteger.valueOf(5)));
        assertThat(Signs.running(hours(23, 7L), NOW, NOW)).isEmpty();
    }

    @Test
    void oneStillHourIsEnoughAndOneThatIsMissingTellsNothing() {
        var still = hours(24, 7L);
        still.set(3, bucket(still.get(3).span(), 0L, 3600));
        var missing = hours(24, 7L);
        missing.set(3, bucket(missing.get(3).span(), null, 0));
        var half = hours(24, 7L);
        half.set(23, bucket(half.get(23).span(), 4L, 1800));

        assertThat(Signs.running(still, NOW, NOW)).isEmpty();
        assertThat(Signs.running(missing, NOW, NOW)).isEmpty();
        assertThat(Signs.running(half, NOW, NOW)).isEmpty();
    }

    /** The hour that has only begun is not asked; what ran the day before yesterday is not known to run. */
    @Test
    void theHoursAreTheLastThatAreIn() {
        var through = NOW.minusSeconds(1800);
        var hours = hours(25, 7L);
        hours.set(24, bucket(hours.get(24).span(), 3L, 1800));

        assertThat(Signs.running(hours, through, NOW)).isPresent();
        assertThat(Signs.running(hours(25, 7L), NOW, NOW.plus(Duration.ofHours(26))))
                .isPresent();
        assertThat(Signs.running(
                        hours(25, 7L), NOW, NOW.plus(Duration.ofHours(26)).plusSeconds(1)))
                .isEmpty();
    }

    private static List<Long> waits(int... hours) {
        return IntStream.of(hours).mapToObj(hour -> hour * 3600L).toList();
    }

    private static boolean isLate(List<Long> waits, int hours) {
        return Signs.late(waits, NOW.minus(Duration.ofHours(hours)), NOW.plusSeconds(1))
                .isPresent();
    }

    /** Reads that come within the hour are late after seven; those that take 30 hours, after 45. */
    @Test
    void lateIsHalfAsLongAgainAsUsualAndSixHoursAtLeast() {
        assertThat(isLate(waits(1, 1, 1, 1), 6)).isFalse();
        assertThat(isLate(waits(1, 1, 1, 1), 7)).isTrue();
        assertThat(isLate(waits(30, 29, 30, 28, 30), 44)).isFalse();
        assertThat(isLate(waits(30, 29, 30, 28, 30), 45)).isTrue();
    }

    /** One day that came late or was corrected says nothing of the others; two weekends do. */
    @Test
    void theSecondLongestIsUsual() {
        assertThat(isLate(waits(1, 1, 300, 1, 1), 7)).isTrue();
        assertThat(isLate(waits(31, 55, 31, 31, 31, 31, 31, 31, 55), 82)).isFalse();
        assertThat(isLate(waits(1, 1, 1), 400)).isFalse();
    }
}
