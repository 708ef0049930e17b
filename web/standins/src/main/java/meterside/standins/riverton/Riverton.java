package meterside.standins.riverton;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The town itself: its clock, its weather and its luck. Everything that happens in it is a function of the seed, the
 * founding instant and the instant asked for, in whole numbers, so that any moment can be told again without the ones
 * before it.
 *
 * @param seed another seed is another town
 * @param founded the instant up to which the town was first written; its stories are told in days before that day
 */
public record Riverton(long seed, Instant founded) {

    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** Mean temperature on the 15th of each month, tenths of a degree Fahrenheit. */
    private static final int[] NORMALS = {250, 270, 355, 475, 590, 680, 730, 715, 640, 520, 415, 305};

    /** How much warmer each hour of the clock is than the day's mean, tenths of a degree. */
    private static final int[] SWING = {
        -50, -60, -68, -74, -78, -80, -76, -60, -38, -12, 14, 38, 56, 70, 78, 80, 74, 62, 44, 24, 4, -14, -28, -40
    };

    private static final int DAILY_FILES = 14;

    /** A stretch of the head-end's time that goes into one file: after the first instant, up to and with the second. */
    public record Window(Instant after, Instant upTo, boolean ofAMonth) {}

    /** {@return the local day of founding} */
    public LocalDate today() {
        return founded.atZone(ZONE).toLocalDate();
    }

    /** {@return the local midnight, thirteen months before founding, at which the first homes got their meters} */
    public Instant start() {
        return startOf(today().minusMonths(13));
    }

    /** {@return the local midnight, four months before founding, at which the rest of the town got its meters} */
    public Instant secondStage() {
        return startOf(today().minusMonths(4));
    }

    /** {@return so many days before founding, at this time of the local clock} */
    public Instant daysAgo(int days, int hour, int minute) {
        return today().minusDays(days).atTime(hour, minute).atZone(ZONE).toInstant();
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    public static LocalDateTime clockAt(Instant instant) {
        return LocalDateTime.ofEpochSecond(
                instant.getEpochSecond(), 0, ZONE.getRules().getOffset(instant));
    }

    public static OffsetDateTime offsetTime(Instant instant) {
        return instant.atZone(ZONE).toOffsetDateTime();
    }

    /** {@return whether the local clock is put forward or back on this day} */
    public static boolean changesClock(LocalDate day) {
        return startOf(day.plusDays(1)).getEpochSecond() - startOf(day).getEpochSecond() != 86_400;
    }

    /**
     * {@return the windows that files are cut by: months long ago, days lately, and the rest} Cut a quarter past local
     * midnight, when the day's last reads have come in.
     */
    public static List<Window> windows(Instant after, Instant upTo) {
        var windows = new ArrayList<Window>();
        var last = upTo.atZone(ZONE).toLocalDate();
        var day = after.atZone(ZONE).toLocalDate().plusDays(1);
        for (var from = after; from.isBefore(upTo); day = day.plusDays(1)) {
            var ofAMonth = !day.isAfter(last.minusDays(DAILY_FILES));
            var cut = startOf(day).plusSeconds(900);
            if (cut.isBefore(upTo)
                    && ofAMonth
                    && day.getDayOfMonth() != 1
                    && !day.equals(last.minusDays(DAILY_FILES))) {
                continue;
            }
            var end = cut.isBefore(upTo) ? cut : upTo;
            windows.add(new Window(from, end, ofAMonth));
            from = end;
        }
        return List.copyOf(windows);
    }

    /** {@return a number from 0 to {@code bound} − 1 that is always the same for the same three numbers} */
    public int chance(int bound, long what, long who, long when) {
        var bits = mix(mix(mix(seed * 0x9E3779B97F4A7C15L + what) + who) + when);
        return (int) Long.remainderUnsigned(bits, bound);
    }

    /** SplitMix64's finisher: every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        var bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /** {@return the temperature in tenths of a degree Fahrenheit} */
    public int temperature(LocalDate day, int hour) {
        var toNext = (day.getDayOfMonth() + 15) % 30;
        var month = day.getDayOfMonth() < 15 ? day.getMonthValue() + 10 : day.getMonthValue() - 1;
        var normal = (NORMALS[month % 12] * (30 - toNext) + NORMALS[(month + 1) % 12] * toNext) / 30;
        var number = day.toEpochDay();
        var spell =
                chance(121, 1, 0, number / 4) + chance(121, 1, 1, (number + 2) / 5) + chance(61, 1, 2, number) - 150;
        return normal + spell + SWING[hour];
    }

    /** {@return how clear the sky is, 20 to 100 percent} */
    public int clearness(LocalDate day) {
        return rains(day) ? 20 + chance(20, 2, 0, day.toEpochDay()) : 55 + chance(46, 2, 1, day.toEpochDay());
    }

    public boolean rains(LocalDate day) {
        return chance(100, 3, 0, day.toEpochDay()) < 28;
    }

    /** {@return how much rain falls, or snow as water, in hundredths of an inch: a little on most days it rains} */
    public int rain(LocalDate day) {
        var heavy = chance(100, 3, 1, day.toEpochDay());
        return rains(day) ? 3 + heavy * heavy / 60 : 0;
    }
}
