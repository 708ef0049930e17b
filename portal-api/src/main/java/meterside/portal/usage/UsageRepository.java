package meterside.portal.usage;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Sums of reads within a customer's scope: the channel must be at the scope's usage point, and every query is bounded by
 * the scope's own span, whatever it is asked for.
 *
 * <p>Each query answers one row of compact text: decoding a row per bucket would cost more than everything else.
 */
@Repository
class UsageRepository {

    /** Every quality's code, the worst last: a position in it can be compared. */
    static final Short[] QUALITIES = Arrays.stream(ReadingQuality.values())
            .map(quality -> (short) quality.code())
            .toArray(Short[]::new);

    private final DatabaseClient db;

    UsageRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * Days as rolled up.
     *
     * @param sums by the day, or by the place of the piece, of which there are any
     * @param due days whose rollup is behind their reads, in order; they are not in {@code sums}
     */
    record Days<K>(Map<K, Sum> sums, List<LocalDate> due) {}

    private record DaysRow(@Nullable String days, @Nullable String due) {}

    private record SumsRow(@Nullable String sums) {}

    /** {@return the rolled up days from {@code first} to before {@code end}} */
    Mono<Days<LocalDate>> days(CustomerScope scope, ChannelId channel, LocalDate first, LocalDate end) {
        return db.sql("""
                        select (select string_agg(concat_ws(' ', d.day - date '1970-01-01', d.billionths, d.covered_seconds,
                                                            array_position(:qualities, d.quality) - 1), ',')
                                from usage_day d
                                where d.channel = c.id and d.day >= :first and d.day < :end
                                  and not exists (select from usage_day_due u where u.channel = c.id and u.day = d.day)) as days,
                               (select string_agg((u.day - date '1970-01-01')::text, ',' order by u.day)
                                from usage_day_due u
                                where u.channel = c.id and u.day >= :first and u.day < :end) as due
                        from channel c
                        where c.id = :channel and c.usage_point = :usagePoint
                        """)
                .bind("qualities", QUALITIES)
                .bind("first", later(first, scope.firstDay()))
                .bind("end", earlier(end, scope.endDay()))
                .bind("channel", channel.value())
                .bind("usagePoint", scope.usagePoint().value())
                .mapProperties(DaysRow.class)
                .one()
                .map(row -> {
                    var sums = new HashMap<LocalDate, Sum>();
                    sums(row.days()).forEach((day, sum) -> sums.put(LocalDate.ofEpochDay(day), sum));
                    return new Days<>(sums, due(row));
                });
    }

    /**
     * Sums rolled up days into pieces that follow one another without a gap.
     *
     * @param firsts the first day of each piece, in order
     * @param end the day after the last piece
     */
    Mono<Days<Integer>> pieces(CustomerScope scope, ChannelId channel, List<LocalDate> firsts, LocalDate end) {
        return db.sql("""
                        select (select string_agg(concat_ws(' ', f.piece, f.billionths, f.seconds, f.quality), ',')
                                from (select width_bucket(d.day - date '1970-01-01', :firsts) - 1 as piece,
                                             sum(d.billionths) as billionths, sum(d.covered_seconds) as seconds,
                                             max(array_position(:qualities, d.quality)) - 1 as quality
                                      from usage_day d
                                      where d.channel = c.id and d.day >= :first and d.day < :end
                                        and not exists (select from usage_day_due u where u.channel = c.id and u.day = d.day)
                                      group by 1) f) as days,
                               (select string_agg((u.day - date '1970-01-01')::text, ',' order by u.day)
                                from usage_day_due u
                                where u.channel = c.id and u.day >= :first and u.day < :end) as due
                        from channel c
                        where c.id = :channel and c.usage_point = :usagePoint
                        """)
                .bind(
                        "firsts",
                        firsts.stream().map(day -> (int) day.toEpochDay()).toArray(Integer[]::new))
                .bind("qualities", QUALITIES)
                .bind("first", later(firsts.getFirst(), scope.firstDay()))
                .bind("end", earlier(end, scope.endDay()))
                .bind("channel", channel.value())
                .bind("usagePoint", scope.usagePoint().value())
                .mapProperties(DaysRow.class)
                .one()
                .map(row -> new Days<>(sums(row.days()), due(row)));
    }

    /**
     * Sums reads into buckets that follow one another without a gap; each read into the one it starts in.
     *
     * @return the sums by the bucket's place in the list, where there are reads
     */
    Mono<Map<Integer, Sum>> sums(CustomerScope scope, ChannelId channel, List<Interval> buckets) {
        var whole = new Interval(buckets.getFirst().start(), buckets.getLast().end());
        return Mono.justOrEmpty(scope.clip(whole))
                .flatMap(clipped -> db.sql("""
                                select string_agg(concat_ws(' ', bucket, billionths, seconds, quality), ',') as sums
                                from (select width_bucket(extract(epoch from r.start)::bigint, :starts) - 1 as bucket,
                                             sum(r.billionths) as billionths, sum(r.seconds) as seconds,
                                             max(array_position(:qualities, r.quality)) - 1 as quality
                                      from interval_read r
                                      where r.channel = (select c.id from channel c
                                                         where c.id = :channel and c.usage_point = :usagePoint)
                                        and r.start >= :from and r.start < :to
                                      group by 1) found
                                """)
                        .bind(
                                "starts",
                                buckets.stream()
                                        .map(bucket -> bucket.start().getEpochSecond())
                                        .toArray(Long[]::new))
                        .bind("qualities", QUALITIES)
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .bind("from", clipped.start())
                        .bind("to", clipped.end())
                        .mapProperties(SumsRow.class)
                        .one())
                .map(row -> sums(row.sums()))
                .defaultIfEmpty(Map.of());
    }

    private static List<LocalDate> due(DaysRow row) {
        return words(row.due()).stream()
                .map(day -> LocalDate.ofEpochDay(Long.parseLong(day)))
                .toList();
    }

    /** Reads {@code place billionths seconds quality}, and so on after commas. */
    static Map<Integer, Sum> sums(@Nullable String text) {
        var qualities = ReadingQuality.values();
        var sums = new HashMap<Integer, Sum>();
        for (var word : words(text)) {
            var part = word.split(" ", -1);
            sums.put(
                    Integer.valueOf(part[0]),
                    new Sum(new BigInteger(part[1]), Long.parseLong(part[2]), qualities[Integer.parseInt(part[3])]));
        }
        return sums;
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(",", -1));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
