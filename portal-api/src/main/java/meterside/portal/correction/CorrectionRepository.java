package meterside.portal.correction;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads that were known otherwise once, within a customer's scope: it costs as much as there are such reads. */
@Repository
class CorrectionRepository {

    private final DatabaseClient db;

    CorrectionRepository(DatabaseClient db) {
        this.db = db;
    }

    private record CorrectionsRow(@Nullable String changes) {}

    /**
     * {@return what changed, of buckets where something did} A version that came too late to be known is no change.
     *
     * @param buckets that follow one another without a gap
     */
    Mono<List<Correction>> all(CustomerScope scope, ChannelId channel, List<Interval> buckets) {
        var whole = new Interval(buckets.getFirst().start(), buckets.getLast().end());
        return Mono.justOrEmpty(scope.clip(whole))
                .flatMap(clipped -> db.sql("""
                                select string_agg(concat_ws(' ', bucket, at, edited, measured, resent, difference), ',' order by bucket) as changes
                                from (select width_bucket(extract(epoch from f.start)::bigint, :starts) - 1 as bucket,
                                             (extract(epoch from max(f.at)) * 1000000)::bigint as at,
                                             count(*) filter (where n.origin = 'edit') as edited,
                                             count(*) filter (where n.origin <> 'edit' and f.was = :estimated and r.quality <> :estimated) as measured,
                                             count(*) filter (where n.origin <> 'edit' and not (f.was = :estimated and r.quality <> :estimated)) as resent,
                                             sum(r.billionths - f.billionths) as difference
                                      from (select v.start, max(v.revised_at) as at,
                                                   (array_agg(v.billionths order by v.revised_at))[1]::numeric as billionths,
                                                   (array_agg(v.quality order by v.revised_at))[1] as was
                                            from interval_read_revision v
                                            join read_block b on b.id = v.block
                                            left join interval_read_repeat k on k.channel = :channel and k.start = v.start
                                                and k.block = v.block and k.start >= :from and k.start < :to
                                            where v.channel = :channel and v.start >= :from and v.start < :to
                                              and v.revised_at > coalesce(k.arrived_at, b.stored_at)
                                              and exists (select from channel c
                                                          where c.id = :channel and c.usage_point = :usagePoint)
                                            group by v.start) f
                                      join interval_read r on r.channel = :channel and r.start = f.start
                                          and r.start >= :from and r.start < :to
                                      join read_block n on n.id = r.block
                                      group by 1) found
                                """)
                        .bind(
                                "starts",
                                buckets.stream()
                                        .map(bucket -> bucket.start().getEpochSecond())
                                        .toArray(Long[]::new))
                        .bind("estimated", (short) ReadingQuality.ESTIMATED.code())
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .bind("from", clipped.start())
                        .bind("to", clipped.end())
                        .mapProperties(CorrectionsRow.class)
                        .one())
                .map(row -> changes(buckets, row.changes()))
                .defaultIfEmpty(List.of());
    }

    private static List<Correction> changes(List<Interval> buckets, @Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(word -> change(buckets, word.split(" ", -1)))
                        .toList();
    }

    private static Correction change(List<Interval> buckets, String[] part) {
        var micros = Long.parseLong(part[1]);
        return new Correction(
                buckets.get(Integer.parseInt(part[0])),
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000),
                Integer.parseInt(part[2]),
                Integer.parseInt(part[3]),
                Integer.parseInt(part[4]),
                new BigInteger(part[5]));
    }
}
