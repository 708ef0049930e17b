package meterside.ingest.file;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meterside.ingest.file.Report.Counts;
import meterside.ingest.file.Report.Rejected;
import meterside.metering.Quantity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of a file, added up from its blocks and rejections as they are now: what was taken in later counts. */
@Repository
class ReportRepository {

    /** A file of nonsense must not make a report of its own size. */
    private static final int MOST_LISTED = 1000;

    private final JdbcClient database;

    ReportRepository(JdbcClient database) {
        this.database = database;
    }

    private record Sums(
            int accepted,
            int corrected,
            int unchanged,
            @Nullable Instant first,
            @Nullable Instant last) {}

    private record Refused(int rows, int reads) {}

    Report of(SourceFile file) {
        var sums = sums(file.id());
        var refused = refused(file.id());
        var outcome = file.state() == SourceFile.State.REFUSED ? "refused" : "taken";
        return new Report(
                file.name(),
                file.sha256(),
                file.feed(),
                file.state().word(),
                outcome,
                file.reason(),
                file.records(),
                new Counts(sums.accepted(), sums.corrected(), sums.unchanged(), refused.reads()),
                rejected(file.id()),
                Math.max(0, refused.rows() - MOST_LISTED),
                sums.first(),
                sums.last(),
                sumsByUnit(file.id()));
    }

    private Sums sums(long file) {
        return database.sql("""
                        select coalesce(sum(accepted), 0) as accepted, coalesce(sum(corrected), 0) as corrected,
                            coalesce(sum(unchanged), 0) as unchanged, min(first_at) as first_at, max(last_at) as last_at
                        from (select accepted, corrected, unchanged, first_at, last_at
                              from read_block
                              where id between :file << 24 and (:file << 24) + 16777215
                              union all
                              select accepted, corrected, unchanged, first_at, last_at
                              from weather_file
                              where source_file = :file) taken
                        """)
                .param("file", file)
                .query((row, number) -> new Sums(
                        row.getInt("accepted"),
                        row.getInt("corrected"),
                        row.getInt("unchanged"),
                        instant(row.getObject("first_at", OffsetDateTime.class)),
                        instant(row.getObject("last_at", OffsetDateTime.class))))
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private Refused refused(long file) {
        return database.sql("""
                        select count(*) as rows, coalesce(sum(reads), 0) as reads
                        from read_rejection
                        where source_file = :file and retaken_at is null
                        """)
                .param("file", file)
                .query((row, number) -> new Refused(row.getInt("rows"), row.getInt("reads")))
                .single();
    }

    private List<Rejected> rejected(long file) {
        return database.sql("""
                        select first_line, code, detail
                        from read_rejection
                        where source_file = :file and retaken_at is null
                        order by first_line, code, sequence
                        limit :most
                        """)
                .param("file", file)
                .param("most", MOST_LISTED)
                .query((row, number) ->
                        new Rejected(row.getInt("first_line"), row.getString("code"), row.getString("detail")))
                .list();
    }

    /** Interval reads only: what a register shows is not use, and the two added would count everything twice. */
    private Map<String, String> sumsByUnit(long file) {
        var sums = new LinkedHashMap<String, String>();
        database.sql("""
                        select unit, sum(billionths) as billionths
                        from read_block
                        where id between :file << 24 and (:file << 24) + 16777215 and billionths is not null
                            and accepted + corrected + unchanged > 0
                        group by unit
                        order by unit
                        """)
                .param("file", file)
                .query((row, number) -> sums.put(
                        row.getString("unit"),
                        Quantity.decimal(new BigDecimal(row.getString("billionths")).toBigIntegerExact())))
                .list();
        return sums;
    }
}
