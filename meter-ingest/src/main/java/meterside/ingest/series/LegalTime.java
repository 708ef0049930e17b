package meterside.ingest.series;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import meterside.ingest.feed.TimeBase;
import meterside.ingest.feed.TimeBase.Gap;
import meterside.ingest.feed.TimeBase.StampAt;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instants that the stamps of one series mean, where they are read from a clock that is put forward and back.
 *
 * <p>The hour that comes twice is told apart by a flag, or else by order (see {@link RepeatedHour}). A stamp in the hour that spring leaves out is refused,
 * or folded into the hour that follows (rule IN4).
 */
final class LegalTime {

    /** In place of an instant: the stamp may mean either of two. */
    static final long AMBIGUOUS = Long.MIN_VALUE;

    /** In place of an instant: no clock ever showed it. */
    static final long IN_GAP = Long.MIN_VALUE + 1;

    private final TimeBase time;
    private final ZoneRules rules;
    private final Series series;
    private final int size;
    private final long spacing;
    private final long[] instants;
    private final BitSet folded = new BitSet();

    /** Between these two, the second not included, local time is {@code offset} and nothing else. */
    private long plainFrom = Long.MAX_VALUE;

    private long plainTo = Long.MIN_VALUE;
    private long plainOffset;

    LegalTime(TimeBase time, Series series, int size) {
        this.time = time;
        this.rules = time.zone().getRules();
        this.series = series;
        this.size = size;
        this.instants = new long[size];
        var length = series.key().length();
        this.spacing = length == null ? 1 : Math.max(1, length.minutes() * 60L);
    }

    static boolean isInstant(long instant) {
        return instant > IN_GAP;
    }

    /** {@return for each read the epoch second its stamp means, or why it has none} */
    long[] instants() {
        var i = 0;
        while (i < size) {
            i = settle(i);
        }
        addSteps();
        return instants;
    }

    private void addSteps() {
        for (var i = 0; i < size; i++) {
            if (series.kind(i) == Series.Kind.STEP) {
                instants[i] = i == 0 ? AMBIGUOUS : after(instants[i - 1], series.stamp(i));
            }
        }
    }

    /** {@return which reads were in spring's gap and are to be added to those of the hour that follows} */
    BitSet folded() {
        return folded;
    }

    /**
     * {@return from where on the series should wait for more of the file: its last reads may be the first half of an
     * hour that comes twice}
     */
    static int settled(TimeBase time, Series series) {
        var rules = time.zone().getRules();
        var i = series.size();
        while (i > 0
                && series.kind(i - 1) == Series.Kind.LOCAL
                && rules.getValidOffsets(dateTime(series.stamp(i - 1))).size() > 1) {
            i--;
        }
        return i;
    }

    private long after(long previous, long step) {
        if (!isInstant(previous)) {
            return previous;
        }
        return step > 0
                ? previous + step
                : Instant.ofEpochSecond(previous)
                        .atZone(time.zone())
                        .plusDays(1)
                        .toEpochSecond();
    }

    /** Settles the read, or the run of reads, that begins here. {@return the index behind it} */
    private int settle(int i) {
        var stamp = series.stamp(i);
        switch (series.kind(i)) {
            case INSTANT -> instants[i] = stamp;
            case LOCAL_DAYLIGHT -> instants[i] = flagged(stamp, true);
            case LOCAL_STANDARD -> instants[i] = flagged(stamp, false);
            case LOCAL -> {
                return local(i);
            }
            case STEP -> {
                // once all others are settled
            }
        }
        return i + 1;
    }

    private int local(int i) {
        var stamp = series.stamp(i);
        if (stamp >= plainFrom && stamp < plainTo) {
            instants[i] = stamp - plainOffset;
            return i + 1;
        }
        var change = rules.getTransition(dateTime(stamp));
        if (change != null && change.isOverlap()) {
            return overlap(i, change);
        }
        if (change == null) {
            plain(i);
        } else if (endsAsGapBegins(stamp, change)) {
            instants[i] = change.toEpochSecond();
        } else {
            inGap(i, change);
        }
        return i + 1;
    }

    private void plain(int i) {
        var stamp = series.stamp(i);
        learn(stamp);
        instants[i] = stamp - plainOffset;
        var before = rules.previousTransition(Instant.ofEpochSecond(instants[i] + 1));
        if (before != null && before.isGap() && local(before.getDateTimeAfter()) == stamp && isNaive(before)) {
            inGap(i, before);
        }
    }

    private boolean endsAsGapBegins(long stamp, ZoneOffsetTransition gap) {
        return time.stamp() == StampAt.END && local(gap.getDateTimeBefore()) == stamp;
    }

    private void inGap(int i, ZoneOffsetTransition gap) {
        if (time.gap() == Gap.FOLD) {
            folded.set(i);
            // an hour later on the clock: the same minute of the hour that follows
            instants[i] = series.stamp(i)
                    + gap.getDuration().toSeconds()
                    - gap.getOffsetAfter().getTotalSeconds();
        } else {
            instants[i] = IN_GAP;
        }
    }

    /**
     * {@return whether an interval that ends as the gap does is a gap's own} A feed that knows of the change stamps the
     * hour before it 03:00; one that counts 24 hours stamps it 02:00, and 03:00 the hour that never was.
     */
    private boolean isNaive(ZoneOffsetTransition gap) {
        if (time.stamp() != StampAt.END || series.key().length() == null) {
            return false;
        }
        for (var i = 0; i < size; i++) {
            var stamp = series.stamp(i);
            if (series.kind(i) == Series.Kind.LOCAL
                    && stamp >= local(gap.getDateTimeBefore())
                    && stamp < local(gap.getDateTimeAfter())) {
                return true;
            }
        }
        return false;
    }

    private void learn(long stamp) {
        plainOffset = rules.getOffset(dateTime(stamp)).getTotalSeconds();
        var instant = Instant.ofEpochSecond(stamp - plainOffset);
        var next = rules.nextTransition(instant);
        plainFrom = stamp + 1;
        plainTo = next == null
                ? Long.MAX_VALUE
                : Math.min(local(next.getDateTimeBefore()), local(next.getDateTimeAfter()));
    }

    private long flagged(long stamp, boolean daylight) {
        var change = rules.getTransition(dateTime(stamp));
        if (change == null) {
            return stamp - rules.getOffset(dateTime(stamp)).getTotalSeconds();
        }
        if (change.isGap()) {
            return endsAsGapBegins(stamp, change) ? change.toEpochSecond() : IN_GAP;
        }
        var offset = rules.isDaylightSavings(change.getInstant().minusSeconds(1)) == daylight
                ? change.getOffsetBefore()
                : change.getOffsetAfter();
        return stamp - offset.getTotalSeconds();
    }

    /** Settles the run of reads within one repeated hour that begins at {@code first}. {@return the index behind it} */
    private int overlap(int first, ZoneOffsetTransition change) {
        var end = first;
        while (end < size
                && series.kind(end) == Series.Kind.LOCAL
                && series.stamp(end) >= local(change.getDateTimeAfter())
                && series.stamp(end) < local(change.getDateTimeBefore())) {
            end++;
        }
        var run = new long[end - first];
        var backwards = isNewestFirst();
        for (var i = 0; i < run.length; i++) {
            run[i] = series.stamp(backwards ? end - 1 - i : first + i);
        }
        var hour = new RepeatedHour(
                run, spacing, change, neighbour(backwards ? end : first - 1), neighbour(backwards ? first - 1 : end));
        var cut = hour.onlyCut();
        for (var i = 0; i < run.length; i++) {
            instants[backwards ? end - 1 - i : first + i] = cut < 0 ? AMBIGUOUS : hour.instantAt(i, cut);
        }
        return end;
    }

    private boolean isNewestFirst() {
        var falls = 0;
        for (var i = 1; i < size; i++) {
            falls += Long.signum(series.stamp(i - 1) - series.stamp(i));
        }
        return falls > 0;
    }

    /** {@return the instant of a read, if it is sure by itself} */
    private @Nullable Long neighbour(int i) {
        if (i < 0 || i >= size) {
            return null;
        }
        var stamp = series.stamp(i);
        var instant =
                switch (series.kind(i)) {
                    case LOCAL_DAYLIGHT -> flagged(stamp, true);
                    case LOCAL_STANDARD -> flagged(stamp, false);
                    case LOCAL ->
                        rules.getTransition(dateTime(stamp)) == null
                                ? stamp - rules.getOffset(dateTime(stamp)).getTotalSeconds()
                                : AMBIGUOUS;
                    case INSTANT, STEP -> AMBIGUOUS;
                };
        return isInstant(instant) ? instant : null;
    }

    private static LocalDateTime dateTime(long local) {
        return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    }

    private static long local(LocalDateTime dateTime) {
        return dateTime.toEpochSecond(ZoneOffset.UTC);
    }
}
