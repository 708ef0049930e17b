package meterside.portal.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What was known of a customer's reads at an earlier instant: a version was current then if it had arrived, and what replaced it had not.
 * The daily sums are of now, so that these are sums of reads, of any width: they cost as much as the days asked for have reads.
 */
@Repository
class KnownRepository {

    /** No read is stored that starts more than minutes after it comes. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final DatabaseClient db;

    KnownRepository(DatabaseClient db) {
        this.db = db;
    }

    private record SumsRow(@Nullable String sums) {}

    /** {@return the sums by the bucket's place in the list, where there were reads} As {@link UsageRepository#sums}, as known then. */
    Mono<Map<Integer, Sum>> sums(CustomerScope scope, ChannelId channel, List<Interval> buckets, Instant known) {
        var whole = new Interval(buckets.getFirst().start(), buckets.getLast().end());
        return Mono.justOrEmpty(scope.clip(whole))
                .flatMap(clipped -> db.sql("""
                                select string_agg(concat_ws(' ', bucket, billionths, seconds, quality), ',') as sums
                                from (select width_bucket(extract(epoch from v.start)::bigint, :starts) - 1 as bucket,
                                             sum(v.billionths) as billionths, sum(v.seconds) as seconds,
                                             max(array_position(:qualities, v.quality)) - 1 as quality
                                      from (select start, seconds, billionths, quality, block
                                            from interval_read
                                            where channel = :channel and start >= :from and start < :to
                                            union all
                                            select start, seconds, billionths, quality, block
                                            from interval_read_revision
                                            where channel = :channel and start >= :from and start < :to and revised_at > :known) v
                                      join read_block b on b.id = v.block
                                      left join interval_read_repeat k on k.channel = :channel and k.start = v.start
                                          and k.block = v.block and k.start >= :from and k.start < :to
                                      where coalesce(k.arrived_at, b.stored_at) <= :known
                                        and exists (select from channel c where c.id = :channel and c.usage_point = :usagePoint)
                                      group by 1) found
                                """)
                        .bind(
                                "starts",
                                buckets.stream()
                                        .map(bucket -> bucket.start().getEpochSecond())
                                        .toArray(Long[]::new))
                        .bind("qualities", UsageRepository.QUALITIES)
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .bind("from", clipped.start())
                        .bind("to", clipped.end())
                        .bind("known", known)
                        .mapProperties(SumsRow.class)
                        .one())
                .map(row -> UsageRepository.sums(row.sums()))
                .defaultIfEmpty(Map.of());
    }

    /** {@return the end of the newest read of the whole days of the scope that was known then} Looked for backwards from then. */
    Mono<Instant> through(CustomerScope scope, ChannelId channel, Instant known) {
        var whole = new Interval(
                scope.days().startOf(scope.firstDay()), scope.days().startOf(scope.endDay()));
        return Optional.of(known.plus(AHEAD))
                .filter(end -> end.isAfter(whole.start()))
                .map(end -> new Interval(whole.start(), end.isBefore(whole.end()) ? end : whole.end()))
                .map(within -> through(scope, channel, within, known))
                .orElse(Mono.empty());
    }

    private Mono<Instant> through(CustomerScope scope, ChannelId channel, Interval within, Instant known) {
        return db.sql("""
                        select extract(epoch from v.start)::bigint + v.seconds as ends_at
                        from ((select r.start, r.seconds
                               from interval_read r
                               where r.channel = :channel and r.start >= :from and r.start < :to
                                 and exists (select from read_block b
                                             left join interval_read_repeat k on k.channel = :channel and k.start = r.start and k.block = r.block
                                             where b.id = r.block and coalesce(k.arrived_at, b.stored_at) <= :known)
                               order by r.start desc limit 1)
                              union all
                              (select r.start, r.seconds
                               from interval_read_revision r
                               where r.channel = :channel and r.start >= :from and r.start < :to and r.revised_at > :known
                                 and exists (select from read_block b
                                             left join interval_read_repeat k on k.channel = :channel and k.start = r.start and k.block = r.block
                                             where b.id = r.block and coalesce(k.arrived_at, b.stored_at) <= :known)
                               order by r.start desc limit 1)) v
                        where exists (select from channel c where c.id = :channel and c.usage_point = :usagePoint)
                        order by 1 desc
                        limit 1
                        """)
                .bind("channel", channel.value())
                .bind("usagePoint", scope.usagePoint().value())
                .bind("from", within.start())
                .bind("to", within.end())
                .bind("known", known)
                .mapValue(Long.class)
                .first()
                .map(Instant::ofEpochSecond);
    }
}
