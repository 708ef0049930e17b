package meterside.ingest.read;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meterside.ingest.copy.CopyFields;
import meterside.ingest.copy.CopyRows;
import meterside.ingest.copy.Micros;
import meterside.ingest.merge.Merge;
import meterside.ingest.merge.ReadKey;
import meterside.ingest.merge.ReadMerger;
import meterside.ingest.merge.StoredRead;
import meterside.ingest.merge.StoredReads;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The reads, interval reads and registers' alike but for their tables. Bounds of time stand in the SQL as literals: the
 * planner then sees the few chunks that matter, and no others.
 */
@Repository
class ReadRepository {

    private static final long WEEK_MICROS = 7 * 86_400 * 1_000_000L;

    private final JdbcClient db;
    private final JdbcOperations jdbc;

    ReadRepository(JdbcClient db, JdbcOperations jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** Reads of a channel that may be stored: {@code count} of them from {@code from} to before {@code to}. */
    record Wanted(int channel, long from, long to, int count) {}

    /** {@return those that are stored, and perhaps some between} */
    StoredReads stored(boolean registers, List<Wanted> wanted) {
        var sql = registers ? """
                        copy (select channel, at, billionths, block, 0, quality from register_read
                              where channel = any('{%s}') and at >= '%s' and at < '%s')
                        to stdout (format binary)
                        """ : """
                        copy (select channel, start, billionths, block, seconds, quality from interval_read
                              where channel = any('{%s}') and start >= '%s' and start < '%s')
                        to stdout (format binary)
                        """;
        var stored = new StoredReads();
        for (var group : dense(wanted)) {
            jdbc.execute((ConnectionCallback<Boolean>) connection -> {
                var out = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(sql.formatted(group.channels(), group.from(), group.to()));
                for (var message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
                    add(new CopyFields(message), stored);
                }
                return true;
            });
        }
        return stored;
    }

    private static void add(CopyFields row, StoredReads to) {
        if (row.isRow()) {
            to.add(row.int4(), row.micros(), row.int8(), row.int8(), row.int4(), row.int2());
        }
    }

    private record Group(String channels, Instant from, Instant to) {}

    /** {@return groups of which one query each does not read much more than is wanted} */
    private static List<Group> dense(List<Wanted> wanted) {
        var groups = new ArrayList<Group>();
        if (!wanted.isEmpty()) {
            part(wanted.stream().sorted(Comparator.comparingLong(Wanted::from)).toList(), groups);
        }
        return groups;
    }

    private static void part(List<Wanted> sorted, List<Group> groups) {
        var from = sorted.getFirst().from();
        var to = sorted.stream().mapToLong(Wanted::to).max().orElseThrow();
        var channels = sorted.stream().mapToInt(Wanted::channel).distinct().toArray();
        var count = sorted.stream().mapToLong(Wanted::count).sum();
        var micros = sorted.stream().mapToLong(of -> of.to() - of.from()).sum();
        var readsThere = channels.length * ((to - from) / Math.max(micros / count, 1));
        if (sorted.size() == 1 || readsThere <= 4 * count + 1_000) {
            var list = IntStream.of(channels).mapToObj(Integer::toString).collect(Collectors.joining(","));
            groups.add(new Group(list, Micros.instant(from), Micros.instant(to)));
        } else {
            part(sorted.subList(0, sorted.size() / 2), groups);
            part(sorted.subList(sorted.size() / 2, sorted.size()), groups);
        }
    }

    /** Writes what a merge came to. */
    void write(boolean registers, ReadMerger merger, Instant now) {
        if (merger.fresh().rows() > 0) {
            copy(
                    registers
                            ? "copy register_read (at, billionths, block, channel, quality) from stdin (format binary)"
                            : "copy interval_read (start, billionths, block, channel, seconds, quality) from stdin (format binary)",
                    merger.fresh());
        }
        byWeek(merger.updates(), read -> read.key().start()).forEach((week, of) -> update(registers, of));
        if (!registers) {
            insert(withoutEqual(merger.revisions()), now);
        }
    }

    /** Lets interval reads that came in any of the blocks point to another, which said the same. */
    void move(int channel, Interval within, Collection<Long> from, long to) {
        db.sql("""
                        update interval_read set block = :to
                        where channel = :channel and start >= '%s' and start < '%s' and block = any(:from)
                        """.formatted(within.start(), within.end()))
                .param("to", to)
                .param("channel", channel)
                .param("from", from.stream().mapToLong(Long::longValue).toArray())
                .update();
    }

    private void copy(String sql, CopyRows rows) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try (var stream = rows.stream()) {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, stream, 1 << 16);
            } catch (IOException impossible) {
                throw new SQLException("could not read memory", impossible);
            }
        });
    }

    private void update(boolean registers, List<StoredRead> reads) {
        var first = Micros.instant(
                reads.stream().mapToLong(read -> read.key().start()).min().orElseThrow());
        var last = Micros.instant(
                reads.stream().mapToLong(read -> read.key().start()).max().orElseThrow());
        var sql = registers ? """
                        update register_read r set billionths = w.billionths, block = w.block, quality = w.quality
                        from unnest(:channels::int[], :starts::timestamptz[], :billionths::bigint[], :blocks::bigint[],
                                    :seconds::int[], :qualities::smallint[])
                            as w(channel, at, billionths, block, seconds, quality)
                        where r.channel = w.channel and r.at = w.at and r.at >= '%s' and r.at <= '%s'
                        """ : """
                        update interval_read r set billionths = w.billionths, block = w.block, seconds = w.seconds,
                                                   quality = w.quality
                        from unnest(:channels::int[], :starts::timestamptz[], :billionths::bigint[], :blocks::bigint[],
                                    :seconds::int[], :qualities::smallint[])
                            as w(channel, start, billionths, block, seconds, quality)
                        where r.channel = w.channel and r.start = w.start and r.start >= '%s' and r.start <= '%s'
                        """;
        var updated = bind(db.sql(sql.formatted(first, last)), reads).update();
        if (updated != reads.size()) {
            throw new IllegalStateException("updated %d reads instead of %d".formatted(updated, reads.size()));
        }
    }

    private void insert(List<StoredRead> revisions, Instant now) {
        if (!revisions.isEmpty()) {
            bind(db.sql("""
                        insert into interval_read_revision
                            (channel, start, billionths, block, seconds, quality, revised_at)
                        select w.*, :now
                        from unnest(:channels::int[], :starts::timestamptz[], :billionths::bigint[], :blocks::bigint[],
                                    :seconds::int[], :qualities::smallint[]) as w
                        on conflict (channel, start, block) do nothing
                        """), revisions)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /**
     * A version that came too late to be current is kept once: sent again under another name it says nothing new. One
     * that was current is always kept, since at its time it was what was known.
     */
    private List<StoredRead> withoutEqual(List<Merge.Revision> revisions) {
        var late = revisions.stream()
                .filter(Merge.Revision::late)
                .map(revision -> revision.read().key())
                .distinct()
                .toList();
        var known = revisionsOf(late);
        var kept = new ArrayList<StoredRead>(revisions.size());
        for (var revision : revisions) {
            if (known.add(revision.read().from(0)) || !revision.late()) {
                kept.add(revision.read());
            }
        }
        return kept;
    }

    private Set<StoredRead> revisionsOf(List<ReadKey> keys) {
        var known = new HashSet<StoredRead>();
        byWeek(keys, ReadKey::start).forEach((week, of) -> {
            var from = Micros.instant(week * WEEK_MICROS);
            db.sql("""
                            select channel, start, billionths, 0 as block, seconds, quality from interval_read_revision
                            where channel = any(:channels) and start >= '%s' and start < '%s'
                            """.formatted(from, Micros.instant((week + 1) * WEEK_MICROS)))
                    .param(
                            "channels",
                            of.stream().mapToInt(ReadKey::channel).distinct().toArray())
                    .query(row -> {
                        known.add(read(row));
                    });
        });
        return known;
    }

    private static <T> Map<Long, List<T>> byWeek(List<T> all, ToLongFunction<T> start) {
        return all.stream().collect(Collectors.groupingBy(one -> Math.floorDiv(start.applyAsLong(one), WEEK_MICROS)));
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, List<StoredRead> reads) {
        return statement
                .param(
                        "channels",
                        reads.stream().mapToInt(read -> read.key().channel()).toArray())
                .param(
                        "starts",
                        reads.stream()
                                .map(read -> Micros.instant(read.key().start()).toString())
                                .toArray(String[]::new))
                .param(
                        "billionths",
                        reads.stream().mapToLong(StoredRead::billionths).toArray())
                .param("blocks", reads.stream().mapToLong(StoredRead::block).toArray())
                .param("seconds", reads.stream().mapToInt(StoredRead::seconds).toArray())
                .param(
                        "qualities",
                        reads.stream().mapToInt(read -> read.quality().code()).toArray());
    }

    private static StoredRead read(ResultSet row) throws SQLException {
        var start = Micros.of(row.getObject("start", OffsetDateTime.class).toInstant());
        return new StoredRead(
                new ReadKey(row.getInt("channel"), start),
                row.getLong("billionths"),
                row.getLong("block"),
                row.getInt("seconds"),
                ReadingQuality.ofCode(row.getInt("quality")));
    }
}
