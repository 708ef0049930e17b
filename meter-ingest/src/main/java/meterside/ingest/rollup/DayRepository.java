package meterside.ingest.rollup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import meterside.ingest.copy.CopyFields;
import meterside.ingest.copy.CopyRows;
import meterside.ingest.copy.Micros;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DayRepository {

    private final JdbcClient db;
    private final JdbcOperations jdbc;

    DayRepository(JdbcClient db, JdbcOperations jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** A day that waits, and its bounds. */
    record DueDay(ChannelDay of, Interval bounds) {}

    Map<ChannelDay, StoredDay> stored(Collection<ChannelDay> days) {
        var stored = HashMap.<ChannelDay, StoredDay>newHashMap(days.size());
        db.sql("""
                        select w.channel, w.day, u.channel is not null as rolled, d.channel is not null as due,
                               u.covered_seconds = u.expected_seconds as whole, u.digest, u.confirmed_block
                        from unnest(:channels::int[], :days::date[]) as w(channel, day)
                        left join usage_day u on u.channel = w.channel and u.day = w.day
                        left join usage_day_due d on d.channel = w.channel and d.day = w.day
                        where u.channel is not null or d.channel is not null
                        """).param("channels", channels(days)).param("days", dates(days)).query(row -> {
            stored.put(
                    channelDay(row),
                    new StoredDay(
                            row.getBoolean("rolled"),
                            !row.getBoolean("due"),
                            row.getBoolean("whole"),
                            row.getLong("digest"),
                            nullableLong(row, "confirmed_block")));
        });
        return stored;
    }

    void copy(List<DayTotal> days) {
        var rows = new CopyRows(8);
        for (var day : days) {
            rows.row()
                    .int4(day.of().channel())
                    .date(day.of().day())
                    .numeric(day.billionths())
                    .int4(day.coveredSeconds())
                    .int4(day.expectedSeconds())
                    .int2(day.reads())
                    .int2(day.worst().code())
                    .int8(day.digest());
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> copyIn(connection.unwrap(PGConnection.class), rows));
    }

    private static Long copyIn(PGConnection connection, CopyRows rows) throws SQLException {
        var sql = """
                copy usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                from stdin (format binary)
                """;
        try (var stream = rows.stream()) {
            return connection.getCopyAPI().copyIn(sql, stream);
        } catch (java.io.IOException impossible) {
            throw new SQLException("could not read memory", impossible);
        }
    }

    /** Locks the rows in their order first: the roller, which writes some of the same, does so too. */
    void confirm(SortedMap<ChannelDay, Long> blocks) {
        db.sql("""
                        with wanted as (
                            select w.channel, w.day, w.block
                            from unnest(:channels::int[], :days::date[], :blocks::bigint[]) as w(channel, day, block)
                            join usage_day u on u.channel = w.channel and u.day = w.day
                            order by w.channel, w.day
                            for update of u)
                        update usage_day u set confirmed_block = w.block
                        from wanted w where u.channel = w.channel and u.day = w.day
                        """)
                .param("channels", channels(blocks.keySet()))
                .param("days", dates(blocks.keySet()))
                .param(
                        "blocks",
                        blocks.values().stream().mapToLong(Long::longValue).toArray())
                .update();
    }

    void unconfirm(ChannelDay day) {
        db.sql("update usage_day set confirmed_block = null where channel = :channel and day = :day")
                .param("channel", day.channel())
                .param("day", day.day())
                .update();
    }

    void mark(Collection<ChannelDay> days, Instant dueAt) {
        db.sql("""
                        insert into usage_day_due (channel, day, due_at)
                        select w.channel, w.day, :dueAt from unnest(:channels::int[], :days::date[]) as w(channel, day)
                        on conflict (channel, day) do update set due_at = excluded.due_at
                        """)
                .param("channels", channels(days))
                .param("days", dates(days))
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** {@return days due by now, locked for this transaction; those another process has are passed over} */
    List<DueDay> takeDue(Instant now, int most) {
        var due = new ArrayList<DueDay>();
        db.sql("""
                        select d.channel, d.day, u.zone
                        from usage_day_due d join channel c on c.id = d.channel join usage_point u on u.id = c.usage_point
                        where d.due_at <= :now
                        order by d.due_at
                        limit :most
                        for update of d skip locked
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(row -> {
                    var of = channelDay(row);
                    due.add(new DueDay(of, new LocalDays(ZoneId.of(row.getString("zone"))).of(of.day())));
                });
        return due;
    }

    /** {@return what each day comes to now} The bounds stand in the SQL as literals, so that only their chunks are planned. */
    List<DayTotal> totals(Interval bounds, List<ChannelDay> days) {
        var folds = HashMap.<Integer, DayFold>newHashMap(days.size());
        var from = Micros.of(bounds.start());
        var to = Micros.of(bounds.end());
        days.forEach(day -> folds.put(day.channel(), new DayFold(day, from, to)));
        var sql = """
                copy (select channel, start, billionths, seconds, quality from interval_read
                      where channel = any('{%s}') and start >= '%s' and start < '%s' order by channel, start)
                to stdout (format binary)
                """.formatted(ids(days), bounds.start(), bounds.end());
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            var out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
            for (var message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
                add(new CopyFields(message), folds);
            }
            return folds.size();
        });
        return folds.values().stream().map(DayFold::total).toList();
    }

    private static void add(CopyFields row, Map<Integer, DayFold> folds) {
        if (row.isRow()) {
            var fold = Objects.requireNonNull(folds.get(row.int4()));
            var start = row.micros();
            var billionths = row.int8();
            fold.add(start, row.int4(), billionths, ReadingQuality.ofCode(row.int2()));
        }
    }

    private static String ids(List<ChannelDay> days) {
        return days.stream().map(day -> Integer.toString(day.channel())).collect(Collectors.joining(","));
    }

    /** Writes what the days come to and takes away their marks. */
    void write(List<DayTotal> totals) {
        db.sql("""
                        insert into usage_day
                            (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                        select * from unnest(:channels::int[], :days::date[], :billionths::numeric[], :covered::int[],
                                             :expected::int[], :reads::smallint[], :qualities::smallint[], :digests::bigint[])
                        on conflict (channel, day) do update set
                            billionths = excluded.billionths, covered_seconds = excluded.covered_seconds,
                            expected_seconds = excluded.expected_seconds, reads = excluded.reads,
                            quality = excluded.quality, digest = excluded.digest
                        """)
                .param(
                        "channels",
                        totals.stream().mapToInt(total -> total.of().channel()).toArray())
                .param("days", dates(totals.stream().map(DayTotal::of).toList()))
                .param(
                        "billionths",
                        totals.stream()
                                .map(total -> total.billionths().toString())
                                .toArray(String[]::new))
                .param(
                        "covered",
                        totals.stream().mapToInt(DayTotal::coveredSeconds).toArray())
                .param(
                        "expected",
                        totals.stream().mapToInt(DayTotal::expectedSeconds).toArray())
                .param("reads", totals.stream().mapToInt(DayTotal::reads).toArray())
                .param(
                        "qualities",
                        totals.stream().mapToInt(total -> total.worst().code()).toArray())
                .param("digests", totals.stream().mapToLong(DayTotal::digest).toArray())
                .update();
        db.sql("""
                        delete from usage_day_due d
                        using unnest(:channels::int[], :days::date[]) as w(channel, day)
                        where d.channel = w.channel and d.day = w.day
                        """)
                .param(
                        "channels",
                        totals.stream().mapToInt(total -> total.of().channel()).toArray())
                .param("days", dates(totals.stream().map(DayTotal::of).toList()))
                .update();
    }

    private static int[] channels(Collection<ChannelDay> days) {
        return days.stream().mapToInt(ChannelDay::channel).toArray();
    }

    private static String[] dates(Collection<ChannelDay> days) {
        return days.stream().map(day -> day.day().toString()).toArray(String[]::new);
    }

    private static ChannelDay channelDay(ResultSet row) throws SQLException {
        return new ChannelDay(row.getInt("channel"), row.getObject("day", LocalDate.class));
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
