package meterside.portal.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.portal.account.CustomerScope;
import meterside.rule.ReadVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All versions of reads within a customer's scope, and when each was what was known; as one text, which costs least. */
@Repository
class TrialRepository {

    private static final long MILLION = 1_000_000;

    private final DatabaseClient db;

    TrialRepository(DatabaseClient db) {
        this.db = db;
    }

    private record Row(@Nullable String versions) {}

    /**
     * {@return the versions as one text, not yet read}
     *
     * @param whole literal bounds in the SQL, so that the planner leaves out other chunks
     */
    Mono<String> versions(CustomerScope scope, ChannelId channel, Interval whole) {
        return Mono.justOrEmpty(scope.clip(whole))
                .flatMap(clipped -> db.sql("""
                        select string_agg(concat_ws(' ', extract(epoch from v.start)::bigint, v.seconds, v.billionths,
                                                    v.quality, v.block,
                                                    (extract(epoch from coalesce(k.arrived_at, b.stored_at)) * 1000000)::bigint,
                                                    (extract(epoch from v.revised_at) * 1000000)::bigint), ',') as versions
                        from (select start, seconds, billionths, quality, block, null::timestamptz as revised_at
                              from interval_read
                              where channel = :channel and start >= '%1$s' and start < '%2$s'
                              union all
                              select start, seconds, billionths, quality, block, revised_at
                              from interval_read_revision
                              where channel = :channel and start >= '%1$s' and start < '%2$s') v
                        join read_block b on b.id = v.block
                        left join interval_read_repeat k on k.channel = :channel and k.start = v.start and k.block = v.block
                            and k.start >= '%1$s' and k.start < '%2$s'
                        where exists (select from channel c where c.id = :channel and c.usage_point = :usagePoint)
                        """.formatted(clipped.start(), clipped.end()))
                        .bind("channel", channel.value())
                        .bind("usagePoint", scope.usagePoint().value())
                        .mapProperties(Row.class)
                        .one()
                        .mapNotNull(Row::versions));
    }

    /** Reads {@code start seconds billionths quality block arrived revised}, and so on after commas; no revised: current. */
    static List<ReadVersion> read(String versions, ChannelId channel, Unit unit) {
        var read = new ArrayList<ReadVersion>();
        for (var word : versions.split(",", -1)) {
            var part = word.split(" ", -1);
            read.add(new ReadVersion(
                    channel,
                    Instant.ofEpochSecond(Long.parseLong(part[0])),
                    Integer.parseInt(part[1]),
                    Long.parseLong(part[2]),
                    unit,
                    ReadingQuality.ofCode(Integer.parseInt(part[3])),
                    Long.parseLong(part[4]),
                    ofMicros(part[5]),
                    part.length > 6 ? ofMicros(part[6]) : null));
        }
        return read;
    }

    private static Instant ofMicros(String text) {
        var micros = Long.parseLong(text);
        return Instant.ofEpochSecond(micros / MILLION, micros % MILLION * 1000);
    }
}
