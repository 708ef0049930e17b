package meterside.portal.unusual;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How long reads take to come, within a customer's scope. */
@Repository
class WaitRepository {

    private final DatabaseClient db;

    WaitRepository(DatabaseClient db) {
        this.db = db;
    }

    private record WaitsRow(@Nullable String waits) {}

    /**
     * {@return of each of the days that has reads, the longest in seconds that one of them kept us waiting: from its beginning until its
     * source made the record} Until then nothing was there of that time. What we took long to store is our fault, not the feed's habit.
     *
     * @param days that follow one another
     */
    Mono<List<Long>> longest(CustomerScope scope, ChannelId channel, List<LocalDate> days) {
        var local = scope.days();
        var whole = new Interval(
                local.startOf(days.getFirst()), local.startOf(days.getLast().plusDays(1)));
        return Mono.justOrEmpty(scope.clip(whole))
                .flatMap(clipped -> db.sql("""
                                select string_agg(d.longest::text, ',') as waits
                                from (select max(extract(epoch from b.stamped_at - r.start))::bigint as longest
                                      from interval_read r
                                      join read_block b on b.id = r.block
                                      where r.channel = (select c.id from channel c
                                                         where c.id = :channel and c.usage_point = :usagePoint)
                                        and r.start >= :from and r.start < :to
                                      group by width_bucket(extract(epoch from r.start)::bigint, :starts)) d
                                """)
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .bind("from", clipped.start())
                        .bind("to", clipped.end())
                        .bind(
                                "starts",
                                days.stream()
                                        .map(day -> local.startOf(day).getEpochSecond())
                                        .toArray(Long[]::new))
                        .mapProperties(WaitsRow.class)
                        .one())
                .map(row -> waits(row.waits()))
                .defaultIfEmpty(List.of());
    }

    private static List<Long> waits(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
    }
}
