package meterside.ingest.registry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.ingest.row.CsvRows.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LookupRepository {

    private final JdbcClient db;

    LookupRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return what the rows refer to, as far as it is there} */
    Lookups of(List<Row> rows) {
        var points = mentioned(rows, "usage_point");
        return new Lookups(
                points(points),
                meters(mentioned(rows, "serial")),
                accounts(mentioned(rows, "account")),
                channels(points));
    }

    /** Tells all ingest processes, once this transaction is committed, that the registry is not what it was. */
    void tellOfChange() {
        db.sql("select pg_notify('registry_changed', '')").query().listOfRows();
    }

    List<String> accountsWithoutPoint() {
        return db.sql("""
                        select a.number from account a
                        where not exists (select from service_agreement s where s.account = a.id)
                        order by a.number
                        """).query((row, number) -> row.getString(1)).list();
    }

    List<String> pointsWithoutAccount(Instant now) {
        return db.sql("""
                        select u.number from usage_point u
                        where not exists (select from service_agreement s where s.usage_point = u.id and s.during @> :now)
                        order by u.number
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Every read leaves its day stored or due, so the reads themselves need not be searched. */
    List<String> metersWithoutReads(Instant now) {
        return db.sql("""
                        select m.maker || ' ' || m.serial as name
                        from meter m join meter_installation i on i.meter = m.id and i.during @> :now
                        where not exists (
                            select from channel c
                            where c.usage_point = i.usage_point
                              and (exists (select from usage_day d where d.channel = c.id)
                                   or exists (select from usage_day_due d where d.channel = c.id)
                                   or exists (select from register_read r where r.channel = c.id)))
                        order by name
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String[] mentioned(List<Row> rows, String column) {
        return rows.stream()
                .map(row -> row.fields().get(column))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    private Map<String, Lookups.Point> points(String[] numbers) {
        var points = new HashMap<String, Lookups.Point>();
        db.sql("select id, number, zone from usage_point where number = any(:numbers)")
                .param("numbers", numbers)
                .query(row -> {
                    points.put(row.getString("number"), new Lookups.Point(row.getLong("id"), row.getString("zone")));
                });
        return points;
    }

    private Map<Lookups.Meter, Long> meters(String[] serials) {
        var meters = new HashMap<Lookups.Meter, Long>();
        db.sql("select id, maker, serial from meter where serial = any(:serials)")
                .param("serials", serials)
                .query(row -> {
                    meters.put(new Lookups.Meter(row.getString("maker"), row.getString("serial")), row.getLong("id"));
                });
        return meters;
    }

    private Map<String, Long> accounts(String[] numbers) {
        var accounts = new HashMap<String, Long>();
        db.sql("select id, number from account where number = any(:numbers)")
                .param("numbers", numbers)
                .query(row -> {
                    accounts.put(row.getString("number"), row.getLong("id"));
                });
        return accounts;
    }

    private Map<Lookups.Kind, List<Lookups.Channel>> channels(String[] points) {
        var channels = new HashMap<Lookups.Kind, List<Lookups.Channel>>();
        db.sql("""
                        select c.id, u.number, c.quantity, c.flow, c.kind, lower(c.during) as "from", upper(c.during) as "to"
                        from channel c join usage_point u on u.id = c.usage_point
                        where u.number = any(:points)
                        """).param("points", points).query(row -> {
            var kind = new Lookups.Kind(
                    row.getString("number"), row.getString("quantity"), row.getString("flow"), row.getString("kind"));
            var to = row.getObject("to", OffsetDateTime.class);
            channels.computeIfAbsent(kind, unseen -> new ArrayList<>(1))
                    .add(new Lookups.Channel(
                            row.getInt("id"),
                            row.getObject("from", OffsetDateTime.class).toInstant(),
                            to == null ? null : to.toInstant()));
        });
        return channels;
    }
}
