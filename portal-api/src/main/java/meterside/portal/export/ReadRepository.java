package meterside.portal.export;

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

/** Reads as they are known now, within a customer's scope. One row of compact text holds them: decoding a row for each costs more. */
@Repository
class ReadRepository {

    private final DatabaseClient db;

    ReadRepository(DatabaseClient db) {
        this.db = db;
    }

    /** @param billionths of the channel's unit */
    record Read(Interval span, long billionths, ReadingQuality quality) {}

    private record ReadsRow(@Nullable String reads) {}

    /** {@return the reads that start within, in order} The connection is given back before anyone sees them. */
    Mono<List<Read>> all(CustomerScope scope, ChannelId channel, Interval within) {
        return Mono.justOrEmpty(scope.clip(within))
                .flatMap(clipped -> db.sql("""
                                select string_agg(concat_ws(' ', extract(epoch from r.start)::bigint, r.seconds, r.billionths, r.quality), ',' order by r.start) as reads
                                from interval_read r
                                where r.channel = (select c.id from channel c
                                                   where c.id = :channel and c.usage_point = :usagePoint)
                                  and r.start >= :from and r.start < :to
                                """)
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .bind("from", clipped.start())
                        .bind("to", clipped.end())
                        .mapProperties(ReadsRow.class)
                        .one())
                .map(row -> reads(row.reads()))
                .defaultIfEmpty(List.of());
    }

    private static List<Read> reads(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(ReadRepository::read).toList();
    }

    private static Read read(String text) {
        var part = text.split(" ", -1);
        var start = Instant.ofEpochSecond(Long.parseLong(part[0]));
        return new Read(
                new Interval(start, start.plusSeconds(Long.parseLong(part[1]))),
                Long.parseLong(part[2]),
                ReadingQuality.ofCode(Integer.parseInt(part[3])));
    }
}
