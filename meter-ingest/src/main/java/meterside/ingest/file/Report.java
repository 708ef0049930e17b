package meterside.ingest.file;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file, as an operator is told.
 *
 * @param state stored or refused
 * @param outcome taken, known (it had been taken before) or refused
 * @param records lines that are neither blank, comment nor header
 * @param rejected the first thousand
 * @param rejectedNotListed how many more there are
 * @param reads or a station's days
 * @param first start of the first read taken
 * @param last end of the last one
 * @param sums of the interval reads taken, by unit, as decimals
 */
record Report(
        String file,
        String sha256,
        String feed,
        String state,
        String outcome,
        @Nullable String reason,
        int records,
        Counts reads,
        List<Rejected> rejected,
        int rejectedNotListed,
        @Nullable Instant first,
        @Nullable Instant last,
        Map<String, String> sums) {

    record Counts(int accepted, int corrected, int unchanged, int rejected) {}

    record Rejected(int line, String code, String detail) {}

    /** {@return the same report, for someone who sent the same bytes again} */
    Report known() {
        return new Report(
                file,
                sha256,
                feed,
                state,
                "known",
                reason,
                records,
                reads,
                rejected,
                rejectedNotListed,
                first,
                last,
                sums);
    }
}
