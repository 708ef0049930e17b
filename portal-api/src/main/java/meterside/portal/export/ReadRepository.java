package meterside.portal.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads as they are known now or were known then, within a customer's scope. One row of compact text holds them: decoding a row for each costs more. */
@Repository
class ReadRepository {

    private static final String KNOWN_NOW = """
            select string_agg(concat_ws(' ', extract(epoch from r.start)::bigint, r.seconds, r.billionths, r.quality), ',' order by r.start) as reads
            from interval_read r
            where r.channel = (select c.id from channel c
                               where c.id = :channel and c.usage_point = :usagePoint)
              and r.start >= :from and r.start < :to
            """;

    /** A version was current then if it had arrived, and what replaced it had not. */
    private static final String KNOWN_THEN = """
            select string_agg(concat_ws(' ', extract(epoch from r.start)::bigint, r.seconds, r.billionths, r.quality), ',' order by r.start) as reads
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

    private static final int CHARACTERS_OF_A_READ = 24;

    private final DatabaseClient db;

    ReadRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * @param start in epoch seconds, as {@code end}: they are only written
     * @param billionths of the channel's unit
     */
    record Read(long start, long end, long billionths, ReadingQuality quality) {}

    private record ReadsRow(@Nullable String reads) {}

    /**
     * {@return the reads that start within, in order} The connection is given back before anyone sees them.
     *
     * @param at as known when; none is now
     */
    Mono<List<Read>> all(CustomerScope scope, ChannelId channel, Interval within, Optional<Instant> at) {
        return Mono.justOrEmpty(scope.clip(within))
                .flatMap(clipped -> at.map(then ->
                                bound(KNOWN_THEN, scope, channel, clipped).bind("known", then))
                        .orElseGet(() -> bound(KNOWN_NOW, scope, channel, clipped))
                        .mapProperties(ReadsRow.class)
                        .one())
                .map(row -> reads(row.reads()))
                .defaultIfEmpty(List.of());
    }

    private DatabaseClient.GenericExecuteSpec bound(
            String sql, CustomerScope scope, ChannelId channel, Interval clipped) {
        return db.sql(sql)
                .bind("channel", channel.value())
                .bind("usagePoint", scope.usagePoint().value())
                .bind("from", clipped.start())
                .bind("to", clipped.end());
    }

    /** Reads {@code start seconds billionths quality}, and so on after commas. Without a text for each number: there are very many. */
    private static List<Read> reads(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        var reads = new ArrayList<Read>(text.length() / CHARACTERS_OF_A_READ);
        for (var at = 0; at < text.length(); ) {
            var seconds = text.indexOf(' ', at) + 1;
            var billionths = text.indexOf(' ', seconds) + 1;
            var quality = text.indexOf(' ', billionths) + 1;
            var comma = text.indexOf(',', quality);
            var end = comma < 0 ? text.length() : comma;
            var start = Long.parseLong(text, at, seconds - 1, 10);
            reads.add(new Read(
                    start,
                    start + Long.parseLong(text, seconds, billionths - 1, 10),
                    Long.parseLong(text, billionths, quality - 1, 10),
                    ReadingQuality.ofCode(Integer.parseInt(text, quality, end, 10))));
            at = end + 1;
        }
        return reads;
    }
}
