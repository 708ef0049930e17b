package meterside.ingest.arrival;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.List;
import meterside.ingest.copy.Micros;
import meterside.ingest.merge.StoredRead;
import meterside.metering.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row a read at most: what is moved again takes its row along. Bounds of time are literals, for the planner to see. */
@Repository
class RepeatRepository {

    private static final long WEEK_MICROS = 7 * 86_400 * 1_000_000L;

    private static final String MOVE = """
            update interval_read_repeat k set block = w.block
            from interval_read r, %1$s w
            where r.channel = w.channel and r.start = w.start and r.start >= '%2$s' and r.start < '%3$s'
              and k.channel = r.channel and k.start = r.start and k.block = r.block
              and k.start >= '%2$s' and k.start < '%3$s' and r.block <> w.block
            """;

    private static final String ADD = """
            insert into interval_read_repeat (start, arrived_at, block, channel)
            select r.start, b.stored_at, w.block, r.channel
            from %1$s w
            join interval_read r on r.channel = w.channel and r.start = w.start
            join read_block b on b.id = r.block
            where r.start >= '%2$s' and r.start < '%3$s' and r.block <> w.block
              and not exists (select from interval_read_repeat k
                              where k.channel = w.channel and k.start = w.start and k.block = w.block
                                and k.start >= '%2$s' and k.start < '%3$s')
            """;

    private final JdbcClient db;

    RepeatRepository(JdbcClient db) {
        this.db = db;
    }

    void keep(List<StoredRead> moved) {
        moved.stream()
                .collect(groupingBy(read -> Math.floorDiv(read.key().start(), WEEK_MICROS)))
                .forEach((week, of) -> keep(
                        of,
                        new Interval(Micros.instant(week * WEEK_MICROS), Micros.instant((week + 1) * WEEK_MICROS))));
    }

    private void keep(List<StoredRead> moved, Interval within) {
        var listed = "(select * from unnest(:channels::int[], :starts::timestamptz[], :blocks::bigint[])"
                + " as l(channel, start, block))";
        for (var sql : List.of(MOVE, ADD)) {
            db.sql(sql.formatted(listed, within.start(), within.end()))
                    .param(
                            "channels",
                            moved.stream()
                                    .mapToInt(read -> read.key().channel())
                                    .toArray())
                    .param(
                            "starts",
                            moved.stream()
                                    .map(read ->
                                            Micros.instant(read.key().start()).toString())
                                    .toArray(String[]::new))
                    .param("blocks", moved.stream().mapToLong(StoredRead::block).toArray())
                    .update();
        }
    }

    void keep(int channel, Interval within, Collection<Long> from, long to) {
        var listed = """
                (select channel, start, :to::bigint as block from interval_read
                 where channel = :channel and start >= '%s' and start < '%s' and block = any(:from))
                """.formatted(within.start(), within.end());
        for (var sql : List.of(MOVE, ADD)) {
            db.sql(sql.formatted(listed, within.start(), within.end()))
                    .param("to", to)
                    .param("channel", channel)
                    .param("from", from.stream().mapToLong(Long::longValue).toArray())
                    .update();
        }
    }
}
