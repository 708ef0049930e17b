package meterside.ingest.series;

import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart the two times of an hour that the clock shows twice. The stamps, in order, are cut in two runs: those
 * before the cut belong to the hour's first time, the others to its second. If there is exactly one cut with which no
 * read overlaps another, that is the one; with none or several nothing is guessed (rule IN3).
 */
final class RepeatedHour {

    private final long[] stamps;
    private final long spacing;
    private final ZoneOffsetTransition change;
    private final @Nullable Long before;
    private final @Nullable Long after;

    /**
     * @param stamps local date and time in seconds as if UTC, in order of time
     * @param spacing how many seconds lie between two reads, at least
     * @param before the instant of the read in front of them, if known
     * @param after that of the read behind them
     */
    @SuppressWarnings("NullAway") // the neighbours may truly be unknown, and this is no public method
    RepeatedHour(
            long[] stamps, long spacing, ZoneOffsetTransition change, @Nullable Long before, @Nullable Long after) {
        this.stamps = stamps;
        this.spacing = spacing;
        this.change = change;
        // a neighbour on the wrong side comes from the same day sent twice, and tells nothing
        this.before = before == null || before >= change.toEpochSecond() ? null : before;
        this.after = after == null || after < change.toEpochSecond() ? null : after;
    }

    /** {@return how many stamps belong to the hour's first time, or -1 if that cannot be told} */
    int onlyCut() {
        var fall = -1;
        for (var i = 1; i < stamps.length; i++) {
            if (stamps[i] - stamps[i - 1] < spacing) {
                if (fall >= 0) {
                    return -1;
                }
                fall = i;
            }
        }
        if (fall >= 0) {
            return fits(fall) ? fall : -1;
        }
        var found = -1;
        for (var cut = 0; cut <= stamps.length; cut++) {
            if (fits(cut)) {
                if (found >= 0) {
                    return -1;
                }
                found = cut;
            }
        }
        return found;
    }

    /** {@return the instant of a stamp if the hour is cut there} */
    long instantAt(int i, int cut) {
        var offset = i < cut ? change.getOffsetBefore() : change.getOffsetAfter();
        return stamps[i] - offset.getTotalSeconds();
    }

    private boolean fits(int cut) {
        var last = stamps.length - 1;
        var joins = cut == 0 || cut > last || instantAt(cut, cut) - instantAt(cut - 1, cut) >= spacing;
        return joins
                && (before == null || instantAt(0, cut) - before >= spacing)
                && (after == null || after - instantAt(last, cut) >= spacing);
    }
}
