package meterside.portal.unusual;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import meterside.metering.Interval;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.Sum;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual, decided from what is known: a day or an hour without all its reads is neither much nor little, and decides nothing.
 * The thresholds are few and wide: a sign that is often wrong is soon not looked at.
 */
final class Signs {

    /** More than this many times what such a day uses is much. */
    private static final BigInteger MUCH = BigInteger.TWO;

    /** How many weeks are looked back, and on how many of their days at least all reads are in. */
    static final int WEEKS = 8;

    private static final int ENOUGH_WEEKS = 4;

    /** A home sleeps or is out once in a day: water that runs in each of so many hours does not stop by itself. */
    static final int HOURS = 24;

    /** Whether water runs now is not known from hours that ended longer ago. Reads come once a day at least. */
    private static final Duration STILL_NOW = Duration.ofHours(26);

    /** How many days are looked at for how long reads usually take, and of how many at least there are reads. */
    static final int DAYS_OF_WAITING = 14;

    private static final int ENOUGH_DAYS = 4;

    /** Half as long again as usual is late, and no less than this much longer: nobody misses a quarter-hour's reads sooner. */
    static final Duration PATIENCE = Duration.ofHours(6);

    private Signs() {}

    /**
     * {@return that more than twice as much was used that day as is the average of its weekday in the eight weeks before}
     * Four of these at least are known whole.
     */
    static Optional<Finding> high(Map<LocalDate, Bucket> days, LocalDate day) {
        var before = IntStream.rangeClosed(1, WEEKS)
                .mapToObj(week -> whole(days.get(day.minusWeeks(week))))
                .flatMap(Optional::stream)
                .map(Sum::billionths)
                .toList();
        if (before.size() < ENOUGH_WEEKS) {
            return Optional.empty();
        }
        var all = before.stream().reduce(BigInteger.ZERO, BigInteger::add);
        var count = BigInteger.valueOf(before.size());
        return whole(days.get(day))
                .map(Sum::billionths)
                .filter(used -> used.multiply(count).compareTo(all.multiply(MUCH)) > 0)
                .map(used ->
                        Finding.high(Objects.requireNonNull(days.get(day)).span(), used, average(all, before.size())));
    }

    /**
     * {@return that in none of the last 24 hours that are in nothing was used}
     *
     * @param hours in order, without a gap
     * @param through up to when reads are in
     */
    static Optional<Finding> running(List<Bucket> hours, Instant through, Instant now) {
        var known = hours.stream()
                .filter(hour -> !hour.span().end().isAfter(through))
                .toList();
        if (known.size() < HOURS || through.plus(STILL_NOW).isBefore(now)) {
            return Optional.empty();
        }
        var last = known.subList(known.size() - HOURS, known.size());
        var used = last.stream()
                .map(Signs::whole)
                .flatMap(Optional::stream)
                .map(Sum::billionths)
                .filter(billionths -> billionths.signum() > 0)
                .toList();
        return used.size() < HOURS
                ? Optional.empty()
                : used.stream()
                        .min(Comparator.naturalOrder())
                        .map(least -> Finding.running(
                                new Interval(
                                        last.getFirst().span().start(),
                                        last.getLast().span().end()),
                                least));
    }

    /**
     * {@return that reads are missing for longer than usual} Usual is the second longest that a read kept us waiting on one of the last fourteen days
     * that are in: a weekend twice, where nobody sends on weekends, but not one day that was corrected later.
     *
     * @param waits of each day, the longest in seconds
     */
    static Optional<Finding> late(List<Long> waits, Instant through, Instant now) {
        if (waits.size() < ENOUGH_DAYS) {
            return Optional.empty();
        }
        var usual = Duration.ofSeconds(Math.max(
                0,
                waits.stream()
                        .sorted(Comparator.reverseOrder())
                        .skip(1)
                        .findFirst()
                        .orElseThrow()));
        var longer = usual.dividedBy(2).compareTo(PATIENCE) > 0 ? usual.dividedBy(2) : PATIENCE;
        return Duration.between(through, now).compareTo(usual.plus(longer)) > 0
                ? Optional.of(Finding.late(new Interval(through, now)))
                : Optional.empty();
    }

    private static Optional<Sum> whole(@Nullable Bucket bucket) {
        var sum = bucket == null ? null : bucket.sum();
        return bucket == null
                        || sum == null
                        || sum.coveredSeconds() < bucket.span().seconds()
                ? Optional.empty()
                : Optional.of(sum);
    }

    private static BigInteger average(BigInteger all, int count) {
        return new BigDecimal(all)
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
