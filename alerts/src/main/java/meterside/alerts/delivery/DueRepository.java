package meterside.alerts.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meterside.alerts.permission.Due;
import meterside.alerts.permission.Standing;
import meterside.alerts.sender.Medium;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Notices that are due, and how their addresses stand. */
@Repository
class DueRepository {

    private static final long ONE_CLAIMER = 4_711_001;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String DUE = """
            select n.id, n.key, n.kind, coalesce(c.medium, n.medium) as medium, coalesce(c.address, n.address) as address,
                   coalesce(c.language, n.language) as language, n.contact, c.zone, c.quiet_from, c.quiet_to,
                   c.urgent_at_night, c.verified_at is not null as verified, c.removed_at is not null as removed,
                   n.evaluation, n.facts::text as facts, n.secret, n.urgent, n.made_at, n.expires_at, n.tries, n.claimed_at,
                   n.account, coalesce(alert.ended, false) as ended, coalesce(alert.beyond, true) as beyond,
                   coalesce(alert.told, false) as told, coalesce(alert.corrected, false) as corrected
            from notice n
            left join contact c on c.id = n.contact
            left join lateral (
                select a.ended_at is not null as ended,
                       (select t.beyond from alert_turn t where t.evaluation = e.id order by t.id desc limit 1) as beyond,
                       bool_or(o.kind <> 'usage-corrected') as told, bool_or(o.kind = 'usage-corrected') as corrected
                from alert_evaluation e
                join usage_alert_version v on v.id = e.version
                join usage_alert a on a.id = v.alert
                left join notice o on o.evaluation = e.id and o.contact = n.contact and o.id <> n.id
                    and o.state in ('sending', 'sent', 'delivered', 'unknown')
                where e.id = n.evaluation
                group by e.id, a.ended_at) alert on true
            """;

    private final JdbcClient db;

    DueRepository(JdbcClient db) {
        this.db = db;
    }

    /** Waits until no other sender claims: limits are counts over many rows, which two at once would both pass. */
    void claimAlone() {
        db.sql("select pg_advisory_xact_lock(:lock)").param("lock", ONE_CLAIMER).query(rs -> {});
    }

    /** {@return pending notices that are due, those with a code first, locked} */
    List<Due> pending(Set<Medium> media, Instant now, int limit) {
        var codes = due("n.state = 'pending' and n.secret is not null", media, now, limit);
        return codes.isEmpty() ? due("n.state = 'pending'", media, now, limit) : codes;
    }

    /** {@return notices whose fate is to be asked for now, locked} */
    List<Due> unknown(Set<Medium> media, Instant now, int limit) {
        return due("n.state = 'unknown'", media, now, limit);
    }

    /** {@return notices whose sender did not come back, locked} */
    List<Due> abandoned(Set<Medium> media, Instant now, int limit) {
        return due("n.state = 'sending'", media, now, limit);
    }

    private List<Due> due(String which, Set<Medium> media, Instant now, int limit) {
        return db.sql(DUE + "where " + which + """
                         and n.due_at <= :now and coalesce(c.medium, n.medium) = any(:media)
                        order by n.due_at, n.id
                        limit :limit
                        for update of n skip locked
                        """)
                .param("now", at(now))
                .param("media", media.stream().map(Medium::code).toArray(String[]::new))
                .param("limit", limit)
                .query((row, number) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong("id"),
                row.getString("key"),
                row.getString("kind"),
                Medium.of(row.getString("medium")),
                row.getString("address"),
                row.getString("language"),
                contact(row),
                row.getObject("evaluation", Long.class),
                JSON.readValue(row.getString("facts"), new TypeReference<Map<String, Object>>() {}),
                row.getString("secret") == null ? "" : row.getString("secret"),
                row.getBoolean("urgent"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                row.getInt("tries"),
                instant(row.getObject("claimed_at", OffsetDateTime.class)),
                row.getObject("account", Long.class),
                new Due.Alert(
                        row.getBoolean("ended"),
                        row.getBoolean("beyond"),
                        row.getBoolean("told"),
                        row.getBoolean("corrected")));
    }

    private static Due.@Nullable Contact contact(ResultSet row) throws SQLException {
        var id = row.getObject("contact", Long.class);
        return id == null
                ? null
                : new Due.Contact(
                        id,
                        ZoneId.of(row.getString("zone")),
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_to", LocalTime.class),
                        row.getBoolean("urgent_at_night"),
                        row.getBoolean("verified"),
                        row.getBoolean("removed"));
    }

    /**
     * {@return how the notice's address stands}
     *
     * @param contactsDay when the contact's local day began
     * @param utilitysDay when the utility's began
     */
    Standing standing(Due due, Instant contactsDay, Instant utilitysDay) {
        return db.sql("""
                        with word as (
                            select c.given, c.source, c.given_at from consent c
                            where c.address = :address and c.medium = :medium and c.purpose = 'alerts'
                            order by c.given_at desc, c.id desc limit 1),
                        stop as (
                            select greatest(
                                (select max(c.given_at) from consent c
                                 where c.address = :address and c.medium = :medium and not c.given and c.source = 'reply'),
                                (select max(f.failed_at) from address_failure f
                                 where f.address = :address and f.medium = :medium and f.reason = 'opted-out')) as at),
                        go as (
                            select greatest(
                                (select max(c.given_at) from consent c
                                 where c.address = :address and c.medium = :medium and c.given),
                                (select max(e.received_at) from provider_event e
                                 where e.kind = 'reply' and e.facts ->> 'from' = :address
                                   and e.facts ->> 'word' = 'start')) as at)
                        select coalesce((select given from word), false)
                                   and coalesce(stop.at <= go.at, stop.at is null) as consent,
                               stop.at is not null and coalesce(stop.at > go.at, true) as stopped,
                               (select f.reason from address_failure f
                                where f.address = :address and f.medium = :medium and f.reason <> 'opted-out'
                                  and f.failed_at > coalesce(
                                      (select verified_at from contact where id = :contact), '-infinity')
                                order by f.failed_at desc limit 1) as trouble,
                               (select count(*) from notice n
                                where n.contact = :contact and n.made_at > :recent and n.claimed_at >= :contactsDay
                                  and n.kind in ('usage-threshold', 'usage-late')
                                  and n.state in ('sending', 'sent', 'delivered', 'unknown'))::int as told_today,
                               ((select count(*) from notice_attempt a
                                 where a.medium = 'sms' and a.at >= :utilitysDay
                                   and a.outcome in ('accepted', 'unknown'))
                                + (select count(*) from notice n
                                   left join contact c on c.id = n.contact
                                   where n.state = 'sending' and coalesce(c.medium, n.medium) = 'sms'))::int as texts_today
                        from stop, go
                        """)
                .param("address", due.address())
                .param("medium", due.medium().code())
                .param("contact", due.contact() == null ? null : due.contact().id(), java.sql.Types.BIGINT)
                .param("recent", at(contactsDay.minusSeconds(2 * 86_400)))
                .param("contactsDay", at(contactsDay))
                .param("utilitysDay", at(utilitysDay))
                .query((row, number) -> new Standing(
                        row.getBoolean("consent"),
                        row.getBoolean("stopped"),
                        row.getString("trouble"),
                        row.getInt("told_today"),
                        row.getInt("texts_today")))
                .single();
    }

    /** {@return how many alerts were held back for the contact's summary of the local day that begins then} */
    int heldBack(long contact, Instant from, Instant to) {
        return db.sql("""
                        select count(*) from notice
                        where contact = :contact and reason = 'in-summary' and settled_at >= :from and settled_at < :to
                          and made_at > :recent
                        """)
                .param("contact", contact)
                .param("from", at(from))
                .param("to", at(to))
                .param("recent", at(from.minusSeconds(3 * 86_400)))
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
