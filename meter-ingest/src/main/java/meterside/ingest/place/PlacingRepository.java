package meterside.ingest.place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PlacingRepository {

    private final JdbcClient db;

    PlacingRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return all keys by feed and key} Called in a transaction that sees one moment only. */
    Map<String, Map<String, FeedKey>> keys() {
        var channels = channels(installations());
        var keys = new HashMap<String, Map<String, List<FeedKey.Meaning>>>();
        db.sql("""
                        select feed, key, channel, lower(during) as "from", upper(during) as "to"
                        from feed_key
                        where not isempty(during)
                        """).query(row -> {
            var channel = channels.get(row.getInt("channel"));
            if (channel != null) {
                keys.computeIfAbsent(row.getString("feed"), unseen -> new HashMap<>())
                        .computeIfAbsent(row.getString("key"), unseen -> new ArrayList<>(1))
                        .add(new FeedKey.Meaning(span(row), channel));
            }
        });
        var snapshot = new HashMap<String, Map<String, FeedKey>>();
        keys.forEach((feed, byKey) -> {
            var known = HashMap.<String, FeedKey>newHashMap(byKey.size());
            byKey.forEach((key, meanings) -> known.put(key, new FeedKey(meanings)));
            snapshot.put(feed, known);
        });
        return snapshot;
    }

    private Map<Long, List<Span>> installations() {
        var installations = new HashMap<Long, List<Span>>();
        db.sql("""
                        select usage_point, lower(during) as "from", upper(during) as "to"
                        from meter_installation
                        where not isempty(during)
                        """).query(row -> {
            installations
                    .computeIfAbsent(row.getLong("usage_point"), unseen -> new ArrayList<>(1))
                    .add(span(row));
        });
        return installations;
    }

    private Map<Integer, Channel> channels(Map<Long, List<Span>> installations) {
        var channels = new HashMap<Integer, Channel>();
        var days = new HashMap<String, LocalDays>();
        db.sql("""
                        select c.id, c.usage_point, u.zone, c.kind, c.unit, c.length,
                               lower(c.during) as "from", upper(c.during) as "to"
                        from channel c join usage_point u on u.id = c.usage_point
                        """).query(row -> {
            var id = row.getInt("id");
            var point = row.getLong("usage_point");
            channels.put(
                    id,
                    new Channel(
                            id,
                            point,
                            days.computeIfAbsent(row.getString("zone"), zone -> new LocalDays(ZoneId.of(zone))),
                            row.getString("kind").equals("register"),
                            length(row.getString("length")),
                            Unit.ofSymbol(row.getString("unit")).orElseThrow(),
                            span(row),
                            installations.getOrDefault(point, List.of())));
        });
        return channels;
    }

    private static @Nullable ReadLength length(String length) {
        return length.equals("irregular") ? null : ReadLength.parse(length);
    }

    private static Span span(ResultSet row) throws SQLException {
        var from = row.getObject("from", OffsetDateTime.class);
        var to = row.getObject("to", OffsetDateTime.class);
        return Span.of(from == null ? null : from.toInstant(), to == null ? null : to.toInstant());
    }
}
