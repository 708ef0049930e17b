package meterside.portal.bill;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import meterside.metering.ChannelId;
import meterside.portal.account.CustomerScope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Sums of whole local days within a customer's scope: from the daily rollup, and from the reads themselves for days whose rollup is
 * behind them.
 */
@Repository
class PeriodRepository {

    private final DatabaseClient db;

    PeriodRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Local days of a channel, all within the scope; {@code beyond} is the day after the last. */
    record Period(CustomerScope scope, ChannelId channel, LocalDate first, LocalDate beyond) {}

    /** What reads add up to, in billionths of the channel's unit, and how many seconds they cover. */
    record Sum(BigInteger billionths, long coveredSeconds) {

        Sum plus(Sum other) {
            return new Sum(billionths.add(other.billionths), coveredSeconds + other.coveredSeconds);
        }
    }

    private record SumRow(long n, String billionths, long covered) {}

    private record DueRow(long n, LocalDate day) {}

    /** {@return the sums by the period's place in the list, where there are reads} */
    Mono<Map<Integer, Sum>> sums(List<Period> periods) {
        return rolledUp(periods)
                .zipWith(due(periods).flatMap(due -> due.isEmpty() ? Mono.just(List.<SumRow>of()) : read(periods, due)))
                .map(found -> {
                    var sums = new HashMap<Integer, Sum>();
                    for (var rows : List.of(found.getT1(), found.getT2())) {
                        rows.forEach(row -> sums.merge(
                                (int) row.n() - 1,
                                new Sum(new BigInteger(row.billionths()), row.covered()),
                                Sum::plus));
                    }
                    return sums;
                });
    }

    private Mono<List<SumRow>> rolledUp(List<Period> periods) {
        return bound(db.sql("""
                                select w.n, sum(d.billionths)::text as billionths, sum(d.covered_seconds) as covered
                                from unnest(:channels, :points, :firsts::date[], :beyonds::date[])
                                     with ordinality as w (channel, usage_point, first, beyond, n)
                                join channel c on c.id = w.channel and c.usage_point = w.usage_point
                                join usage_day d on d.channel = c.id and d.day >= w.first and d.day < w.beyond
                                where not exists (select from usage_day_due u where u.channel = d.channel and u.day = d.day)
                                group by w.n
                                """), periods).mapProperties(SumRow.class).all().collectList();
    }

    private Mono<List<DueRow>> due(List<Period> periods) {
        return bound(db.sql("""
                                select w.n, u.day
                                from unnest(:channels, :points, :firsts::date[], :beyonds::date[])
                                     with ordinality as w (channel, usage_point, first, beyond, n)
                                join channel c on c.id = w.channel and c.usage_point = w.usage_point
                                join usage_day_due u on u.channel = c.id and u.day >= w.first and u.day < w.beyond
                                """), periods).mapProperties(DueRow.class).all().collectList();
    }

    private static DatabaseClient.GenericExecuteSpec bound(
            DatabaseClient.GenericExecuteSpec query, List<Period> periods) {
        return query.bind("channels", all(periods, period -> period.channel().value(), Integer[]::new))
                .bind(
                        "points",
                        all(periods, period -> period.scope().usagePoint().value(), Long[]::new))
                .bind("firsts", all(periods, period -> period.first().toString(), String[]::new))
                .bind("beyonds", all(periods, period -> period.beyond().toString(), String[]::new));
    }

    /** At most some days, each some hundred reads. */
    private Mono<List<SumRow>> read(List<Period> periods, List<DueRow> due) {
        return db.sql("""
                        select w.n, sum(r.billionths)::text as billionths, sum(r.seconds) as covered
                        from unnest(:ns, :channels, :froms, :tos) as w (n, channel, from_at, to_at)
                        join interval_read r on r.channel = w.channel
                            and r.start >= to_timestamp(w.from_at) and r.start < to_timestamp(w.to_at)
                        where r.start >= :earliest and r.start < :latest
                        group by w.n
                        """)
                .bind("ns", all(due, DueRow::n, Long[]::new))
                .bind("channels", all(due, row -> of(periods, row).channel().value(), Integer[]::new))
                .bind("froms", all(due, row -> start(periods, row).getEpochSecond(), Long[]::new))
                .bind("tos", all(due, row -> end(periods, row).getEpochSecond(), Long[]::new))
                .bind(
                        "earliest",
                        due.stream()
                                .map(row -> start(periods, row))
                                .min(Instant::compareTo)
                                .orElseThrow())
                .bind(
                        "latest",
                        due.stream()
                                .map(row -> end(periods, row))
                                .max(Instant::compareTo)
                                .orElseThrow())
                .mapProperties(SumRow.class)
                .all()
                .collectList();
    }

    private static Period of(List<Period> periods, DueRow row) {
        return periods.get((int) row.n() - 1);
    }

    private static Instant start(List<Period> periods, DueRow row) {
        return of(periods, row).scope().days().startOf(row.day());
    }

    private static Instant end(List<Period> periods, DueRow row) {
        return of(periods, row).scope().days().startOf(row.day().plusDays(1));
    }

    private static <F, T> T[] all(List<F> list, Function<F, T> value, java.util.function.IntFunction<T[]> array) {
        return list.stream().map(value).toArray(array);
    }
}
