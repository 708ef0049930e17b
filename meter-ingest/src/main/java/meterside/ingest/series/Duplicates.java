package meterside.ingest.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the reads of a series in order and leaves each start once. Of two with the same start the measured one counts
 * before the estimated, then the one of the later line; the other is refused if its value differs, and passed over in
 * silence if not. The two are never added, but for what was folded out of an hour that never was (rule IN4).
 */
final class Duplicates {

    private final Series series;
    private final long[] starts;
    private final BitSet folded;
    private final Refusals refusals;

    /** @param starts for each read, or why it has none; see {@link LegalTime} */
    Duplicates(Series series, long[] starts, BitSet folded, Refusals refusals) {
        this.series = series;
        this.starts = starts;
        this.folded = folded;
        this.refusals = refusals;
    }

    Reads settle() {
        return isInOrder() ? Reads.of(series, starts) : sorted();
    }

    private boolean isInOrder() {
        for (var i = 0; i < starts.length; i++) {
            if (!LegalTime.isInstant(starts[i]) || (i > 0 && starts[i] <= starts[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private Reads sorted() {
        var order = new ArrayList<Integer>(starts.length);
        for (var i = 0; i < starts.length; i++) {
            if (LegalTime.isInstant(starts[i])) {
                order.add(i);
            }
        }
        // the sort is stable: within a start they stay in the order of their lines
        order.sort(Comparator.comparingLong(i -> starts[i]));
        var reads = Reads.withRoom(order.size());
        for (var i = 0; i < order.size(); ) {
            var end = i + 1;
            while (end < order.size() && starts[order.get(end)] == starts[order.get(i)]) {
                end++;
            }
            settle(order.subList(i, end), reads);
            i = end;
        }
        return reads;
    }

    private void settle(List<Integer> same, Reads reads) {
        var own = same.stream().filter(i -> !folded.get(i)).toList();
        var added = same.stream().filter(folded::get).toList();
        var best = winner(own.isEmpty() ? added : own);
        var extra = own.isEmpty() || added.isEmpty() ? best : winner(added);
        if (extra == best || series.mark(extra).isMissing()) {
            add(best, reads);
        } else if (series.mark(best).isMissing()) {
            add(extra, reads);
        } else {
            var worse = series.mark(best).orRaw().worse(series.mark(extra).orRaw());
            var mark = worse == series.mark(best).quality() ? series.mark(best) : series.mark(extra);
            reads.add(starts[best], series.value(best) + series.value(extra), mark, series.line(best));
        }
    }

    private void add(int i, Reads reads) {
        reads.add(starts[i], series.value(i), series.mark(i), series.line(i));
    }

    private int winner(List<Integer> same) {
        int best = same.getFirst();
        for (var i : same) {
            best = series.mark(i).rank() >= series.mark(best).rank() ? i : best;
        }
        for (var i : same) {
            if (series.value(i) != series.value(best)) {
                refusals.add(
                        series,
                        i,
                        "duplicate-in-file",
                        "The read of %s stands again on line %d with another value, and that one was taken."
                                .formatted(Instant.ofEpochSecond(starts[i]), series.line(best)));
            }
        }
        return best;
    }
}
