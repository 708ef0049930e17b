package meterside.alerts.watch;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.rule.ReadVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All versions of reads, and when each was what was known. Bounds of time are literals: the planner leaves out other chunks. */
@Repository
class HistoryRepository {

    private final JdbcClient db;

    HistoryRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return the versions of reads that start within the interval, by channel} A channel without is not in it. */
    Map<ChannelId, List<ReadVersion>> versions(Map<ChannelId, Unit> channels, Interval within) {
        var list = channels.keySet().stream()
                .map(channel -> Integer.toString(channel.value()))
                .collect(joining(","));
        var versions = new HashMap<ChannelId, List<ReadVersion>>();
        db.sql("""
                        select v.channel, v.start, v.seconds, v.billionths, v.quality, v.block,
                               coalesce(k.arrived_at, b.stored_at) as arrived_at, v.revised_at
                        from (select channel, start, seconds, billionths, quality, block, null::timestamptz as revised_at
                              from interval_read
                              where channel = any('{%1$s}') and start >= '%2$s' and start < '%3$s'
                              union all
                              select channel, start, seconds, billionths, quality, block, revised_at
                              from interval_read_revision
                              where channel = any('{%1$s}') and start >= '%2$s' and start < '%3$s') v
                        join read_block b on b.id = v.block
                        left join interval_read_repeat k on k.channel = v.channel and k.start = v.start and k.block = v.block
                            and k.start >= '%2$s' and k.start < '%3$s'
                        """.formatted(list, within.start(), within.end())).query(row -> {
            var channel = new ChannelId(row.getInt("channel"));
            versions.computeIfAbsent(channel, unseen -> new ArrayList<>())
                    .add(version(row, channel, Objects.requireNonNull(channels.get(channel))));
        });
        return versions;
    }

    private static ReadVersion version(ResultSet row, ChannelId channel, Unit unit) throws SQLException {
        var revised = row.getObject("revised_at", OffsetDateTime.class);
        return new ReadVersion(
                channel,
                instant(row, "start"),
                row.getInt("seconds"),
                row.getLong("billionths"),
                unit,
                ReadingQuality.ofCode(row.getInt("quality")),
                row.getLong("block"),
                instant(row, "arrived_at"),
                revised == null ? null : revised.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
