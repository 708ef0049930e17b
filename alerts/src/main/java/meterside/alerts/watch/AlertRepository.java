package meterside.alerts.watch;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.Unit;
import meterside.metering.UsagePointId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The alerts that customers set, with what they reach. */
@Repository
class AlertRepository {

    /** Stands for the end of a span that has none. */
    private static final Instant OPEN = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient db;

    AlertRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return the alerts that add up anything at these usage points, of whatever time} */
    List<Watched> touching(Collection<UsagePointId> points) {
        var alerts = db.sql("""
                        select distinct a.id
                        from service_agreement s
                        join usage_point p on p.id = s.usage_point
                        join usage_alert a on a.account = s.account
                        where s.usage_point = any(:points)
                          and (a.commodity = p.commodity
                               or a.channel in (select c.id from channel c where c.usage_point = p.id))
                        """)
                .param("points", points.stream().mapToLong(UsagePointId::value).toArray())
                .query((row, number) -> row.getLong(1))
                .list();
        return alerts.isEmpty() ? List.of() : watched(alerts);
    }

    private List<Watched> watched(List<Long> alerts) {
        var ids = alerts.stream().mapToLong(Long::longValue).toArray();
        var channels = channels(ids);
        var versions = new HashMap<Long, List<Watched.Version>>();
        var watched = new LinkedHashMap<Long, Watched>();
        db.sql("""
                        select a.id as alert, a.account, a.login, a.channel, v.id, v.threshold, v.unit, v.count_estimates,
                               v.contacts, v.made_at, least(a.ended_at, x.ended_at) as ended_at,
                               lead(v.made_at) over (partition by a.id order by v.id) as replaced_at
                        from usage_alert a
                        join usage_alert_version v on v.alert = a.id and v.kind = 'daily'
                        join account_access x on x.login = a.login and x.account = a.account
                        where a.id = any(:alerts)
                        order by a.id, v.id
                        """).param("alerts", ids).query(row -> {
            var alert = row.getLong("alert");
            versions.computeIfAbsent(alert, unseen -> new ArrayList<>()).add(version(row));
            var found = channels.get(alert);
            if (found != null) {
                watched.put(
                        alert,
                        new Watched(
                                alert,
                                row.getLong("account"),
                                row.getLong("login"),
                                row.getObject("channel") == null ? null : new ChannelId(row.getInt("channel")),
                                versions.get(alert),
                                found));
            }
        });
        return List.copyOf(watched.values());
    }

    private Map<Long, List<Watched.Channel>> channels(long[] alerts) {
        var channels = new TreeMap<Long, Map<Integer, Watched.Channel>>();
        db.sql("""
                        select reach.alert, c.id, p.id as usage_point, p.commodity, c.unit, p.zone,
                               lower(c.during) as since, upper(c.during) as until,
                               lower(stay) as stay_since, upper(stay) as stay_until
                        from (select a.id as alert, a.channel, a.commodity, s.usage_point, range_agg(s.during) as stays
                              from usage_alert a
                              join service_agreement s on s.account = a.account and not isempty(s.during)
                              where a.id = any(:alerts)
                              group by a.id, a.channel, a.commodity, s.usage_point) reach
                        join usage_point p on p.id = reach.usage_point
                        join channel c on c.usage_point = p.id and c.kind = 'delta' and c.length <> 'irregular'
                            and (c.id = reach.channel or (p.commodity = reach.commodity and c.flow = 'delivered'))
                        cross join unnest(reach.stays) as stay
                        order by reach.alert, c.id, stay
                        """).param("alerts", alerts).query(row -> {
            var stay = span(row, "stay_since", "stay_until");
            channels.computeIfAbsent(row.getLong("alert"), unseen -> new TreeMap<>())
                    .merge(row.getInt("id"), channel(row, stay), (known, more) -> joined(known, stay));
        });
        var lists = new HashMap<Long, List<Watched.Channel>>();
        channels.forEach((alert, of) -> lists.put(alert, List.copyOf(of.values())));
        return lists;
    }

    private static Watched.Channel channel(ResultSet row, Interval stay) throws SQLException {
        return new Watched.Channel(
                new ChannelId(row.getInt("id")),
                new UsagePointId(row.getLong("usage_point")),
                row.getString("commodity"),
                unit(row),
                new LocalDays(ZoneId.of(row.getString("zone"))),
                span(row, "since", "until"),
                List.of(stay));
    }

    private static Watched.Channel joined(Watched.Channel known, Interval stay) {
        var stays = new ArrayList<>(known.stays());
        stays.add(stay);
        return new Watched.Channel(
                known.id(), known.usagePoint(), known.commodity(), known.unit(), known.days(), known.during(), stays);
    }

    private static Watched.Version version(ResultSet row) throws SQLException {
        return new Watched.Version(
                row.getLong("id"),
                row.getLong("threshold"),
                unit(row),
                row.getBoolean("count_estimates"),
                longs(row.getArray("contacts")),
                instant(row, "made_at", OPEN),
                nullable(row, "replaced_at"),
                nullable(row, "ended_at"));
    }

    /** {@return those of the contacts that are the login's, verified and not removed} */
    List<Long> reachable(Collection<Long> contacts, long login) {
        return db.sql("""
                        select id from contact
                        where id = any(:ids) and login = :login and verified_at is not null and removed_at is null
                        order by id
                        """)
                .param("ids", contacts.stream().mapToLong(Long::longValue).toArray())
                .param("login", login)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static Unit unit(ResultSet row) throws SQLException {
        var symbol = row.getString("unit");
        return Unit.ofSymbol(symbol).orElseThrow(() -> new IllegalStateException("no unit is called " + symbol));
    }

    private static Interval span(ResultSet row, String since, String until) throws SQLException {
        return new Interval(instant(row, since, Instant.EPOCH), instant(row, until, OPEN));
    }

    private static Instant instant(ResultSet row, String column, Instant otherwise) throws SQLException {
        var found = nullable(row, column);
        return found == null ? otherwise : found;
    }

    private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static List<Long> longs(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
