package meterside.portal.greenbutton;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.CustomerScope;
import meterside.portal.espi.Measure;
import meterside.portal.greenbutton.Span.Stay;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reads within a customer's scope, a few days at a time. Each query has let go of its connection before anything of it is
 * passed on, so whoever reads a file slowly, or not at all, holds none.
 */
@Repository
class ReadsRepository {

    private static final String KNOWN_NOW = """
            select extract(epoch from r.start)::bigint as start, r.seconds, r.billionths, r.quality, r.block,
                   floor(extract(epoch from k.arrived_at)) as arrived
            from interval_read r
            left join interval_read_repeat k on k.channel = r.channel and k.start = r.start and k.block = r.block
                and k.start >= :from and k.start < :to
            where r.channel = (select c.id from channel c
                               where c.id = :channel and c.usage_point = :usagePoint)
              and r.start >= :from and r.start < :to
            """;

    /** A version was current then if it had arrived, and what replaced it had not. */
    private static final String KNOWN_THEN = """
            select extract(epoch from r.start)::bigint as start, r.seconds, r.billionths, r.quality, r.block,
                   floor(extract(epoch from k.arrived_at)) as arrived
            from (select start, seconds, billionths, quality, block
                  from interval_read
                  where channel = :channel and start >= :from and start < :to
                  union all
                  select start, seconds, billionths, quality, block
                  from interval_read_revision
                  where channel = :channel and start >= :from and start < :to and revised_at > :known) r
            join read_block b on b.id = r.block
            left join interval_read_repeat k on k.channel = :channel and k.start = r.start and k.block = r.block
                and k.start >= :from and k.start < :to
            where coalesce(k.arrived_at, b.stored_at) <= :known
              and exists (select from channel c where c.id = :channel and c.usage_point = :usagePoint)
            """;

    private final DatabaseClient db;

    ReadsRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A read as stored; {@code quality} is ESPI's code. */
    record Read(long start, long seconds, long billionths, int quality) {}

    /**
     * The reads that start in a local day, in order; at least one.
     *
     * @param storedAt when the newest of them first was
     */
    record Day(LocalDate day, Interval span, Instant storedAt, List<Read> reads) {

        Day {
            reads = List.copyOf(reads);
        }
    }

    /**
     * {@code start seconds billionths quality block}, and when it first came if the block is one that sent it again; {@code block storedAt};
     * and so on after commas.
     */
    private record Row(@Nullable String reads, @Nullable String blocks) {}

    /**
     * {@return the days that have reads, in order}
     *
     * @param at as known when; none is now
     */
    Mono<List<Day>> days(ChannelId channel, Stay stay, Optional<Instant> at) {
        return at.map(then -> bound(days(KNOWN_THEN), channel, stay).bind("known", then))
                .orElseGet(() -> bound(days(KNOWN_NOW), channel, stay))
                .mapProperties(Row.class)
                .all()
                .collectList() // asks for all of it now, and not when the browser has room
                .map(rows -> days(stay.scope().days(), rows.getFirst()));
    }

    private static String days(String found) {
        return """
                with found as materialized (%s)
                select (select string_agg(concat_ws(' ', start, seconds, billionths, quality, block, arrived), ','
                                          order by start)
                        from found) as reads,
                       (select string_agg(concat_ws(' ', b.id, floor(extract(epoch from b.stored_at))), ',')
                        from read_block b
                        where b.id in (select distinct block from found)) as blocks
                """.formatted(found);
    }

    /** {@return the largest sum of a day of the channel's, in billionths, or 0} */
    Mono<BigInteger> largestDay(ChannelId channel, CustomerScope scope) {
        return db.sql("""
                        select coalesce(max(abs(d.billionths)), 0)::text
                        from usage_day d
                        where d.channel = (select c.id from channel c
                                           where c.id = :channel and c.usage_point = :usagePoint)
                          and d.day >= :first and d.day < :end
                        """)
                .bind("channel", channel.value())
                .bind("usagePoint", scope.usagePoint().value())
                .bind("first", scope.firstDay())
                .bind("end", scope.endDay())
                .mapValue(String.class)
                .one()
                .map(BigInteger::new);
    }

    /** {@return whether a read of these days cannot be written so without losing a digit} */
    Mono<Boolean> losesDigits(ChannelId channel, Stay stay, Measure measure) {
        return bound("""
                        select exists(
                            select from interval_read r
                            where r.channel = (select c.id from channel c
                                               where c.id = :channel and c.usage_point = :usagePoint)
                              and r.start >= :from and r.start < :to
                              and (r.billionths % :divisor <> 0 or abs(r.billionths / :divisor) > :largest))
                        """, channel, stay)
                .bind("divisor", measure.divisor())
                .bind("largest", Measure.LARGEST)
                .mapValue(Boolean.class)
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, ChannelId channel, Stay stay) {
        var local = stay.scope().days();
        var whole = stay.scope()
                .clip(new Interval(local.startOf(stay.first()), local.startOf(stay.end())))
                .orElseThrow();
        return db.sql(sql)
                .bind("channel", channel.value())
                .bind("usagePoint", stay.scope().usagePoint().value())
                .bind("from", whole.start())
                .bind("to", whole.end());
    }

    private static List<Day> days(LocalDays local, Row row) {
        var stored = new HashMap<String, Instant>();
        for (var block : words(row.blocks())) {
            var part = block.split(" ", -1);
            stored.put(part[0], Instant.ofEpochSecond(Long.parseLong(part[1])));
        }
        var days = new ArrayList<Day>();
        var open = new ArrayList<String[]>();
        var end = Long.MIN_VALUE;
        for (var word : words(row.reads())) {
            var read = word.split(" ", -1);
            if (Long.parseLong(read[0]) >= end) {
                close(local, open, stored, days);
                end = wholeDay(local, read).end().getEpochSecond();
            }
            open.add(read);
        }
        close(local, open, stored, days);
        return days;
    }

    private static void close(LocalDays local, List<String[]> open, Map<String, Instant> stored, List<Day> days) {
        if (open.isEmpty()) {
            return;
        }
        var span = wholeDay(local, open.getFirst());
        var storedAt = span.start();
        var reads = new ArrayList<Read>();
        for (var read : open) {
            var at = read.length > 5
                    ? Instant.ofEpochSecond(Long.parseLong(read[5]))
                    : stored.getOrDefault(read[4], span.start());
            storedAt = at.isAfter(storedAt) ? at : storedAt;
            reads.add(new Read(
                    Long.parseLong(read[0]),
                    Long.parseLong(read[1]),
                    Long.parseLong(read[2]),
                    Integer.parseInt(read[3])));
        }
        days.add(new Day(local.dayOf(span.start()), span, storedAt, reads));
        open.clear();
    }

    private static Interval wholeDay(LocalDays local, String[] read) {
        return local.of(local.dayOf(Instant.ofEpochSecond(Long.parseLong(read[0]))));
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(",", -1));
    }
}
