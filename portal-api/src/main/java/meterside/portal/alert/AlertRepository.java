package meterside.portal.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meterside.portal.account.CustomerScope;
import meterside.portal.threshold.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The alerts of an account that one login set. */
@Repository
class AlertRepository {

    private static final String ALERTS = """
            select a.id, a.channel, coalesce(a.commodity, p.commodity) as commodity, v.kind, v.threshold, v.unit,
                   v.count_estimates, array_to_string(v.contacts, ',') as contacts,
                   floor(extract(epoch from a.made_at))::bigint as made_at,
                   case when v.made_at > a.made_at then floor(extract(epoch from v.made_at))::bigint end as changed_at,
                   coalesce(e.told, 0) as told, e.last_told::text as last_told
            from usage_alert a
            join lateral (select * from usage_alert_version v where v.alert = a.id order by v.id desc limit 1) v on true
            left join channel c on c.id = a.channel
            left join usage_point p on p.id = c.usage_point
            left join lateral (
                select count(*) as told, max(e.day) as last_told
                from usage_alert_version of
                join alert_evaluation e on e.version = of.id
                where of.alert = a.id and e.day >= :since) e on true
            where a.account = :account and a.login = :login and a.ended_at is null
            """;

    private final DatabaseClient db;

    AlertRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * An alert with its latest version.
     *
     * @param contacts ids, after commas
     * @param madeAt epoch seconds, as is {@code changedAt}
     */
    record Stored(
            long id,
            @Nullable Integer channel,
            String commodity,
            String kind,
            long threshold,
            String unit,
            boolean countEstimates,
            String contacts,
            long madeAt,
            @Nullable Long changedAt,
            long told,
            @Nullable String lastTold) {

        List<Long> contactIds() {
            return contacts.isEmpty()
                    ? List.of()
                    : Arrays.stream(contacts.split(",", -1)).map(Long::valueOf).toList();
        }
    }

    /** What a version says. */
    record Wish(long threshold, String unit, boolean countEstimates, List<Long> contacts) {

        Wish {
            contacts = contacts.stream().distinct().sorted().toList();
        }

        static Wish of(Stored stored) {
            return new Wish(stored.threshold(), stored.unit(), stored.countEstimates(), stored.contactIds());
        }

        /** {@return it for the audit; the threshold in billionths of the unit, as it is kept} */
        Map<String, Object> detail() {
            return Map.of("threshold", threshold, "unit", unit, "countEstimates", countEstimates, "contacts", contacts);
        }
    }

    /**
     * {@return those that are not ended}
     *
     * @param since the first day of which to count what was told
     */
    Mono<List<Stored>> all(CustomerScope scope, long login, LocalDate since) {
        return bound(ALERTS + " order by a.id", scope, login, since)
                .mapProperties(Stored.class)
                .all()
                .collectList();
    }

    Mono<Stored> one(CustomerScope scope, long login, LocalDate since, long alert) {
        return bound(ALERTS + " and a.id = :alert", scope, login, since)
                .bind("alert", alert)
                .mapProperties(Stored.class)
                .one();
    }

    private GenericExecuteSpec bound(String sql, CustomerScope scope, long login, LocalDate since) {
        return db.sql(sql).bind("since", since).bind("account", scope.account()).bind("login", login);
    }

    Mono<Long> count(CustomerScope scope, long login) {
        return db.sql("""
                        select count(*) from usage_alert
                        where account = :account and login = :login and ended_at is null
                        """)
                .bind("account", scope.account())
                .bind("login", login)
                .mapValue(Long.class)
                .one();
    }

    /** {@return whether all of them are the login's, verified and not removed} */
    Mono<Boolean> areVerified(List<Long> contacts, long login) {
        return db.sql("""
                        select count(*) = cardinality(:contacts) from contact
                        where id = any(:contacts) and login = :login and verified_at is not null and removed_at is null
                        """)
                .bind("contacts", contacts.toArray(Long[]::new))
                .bind("login", login)
                .mapValue(Boolean.class)
                .one();
    }

    /** {@return the alert's id} */
    Mono<Long> insert(Subject subject, long login, Instant now) {
        var channel = subject.channel();
        var insert = db.sql("""
                        insert into usage_alert (account, login, channel, commodity, made_at)
                        values (:account, :login, :channel, :commodity, :now) returning id
                        """)
                .bind("account", subject.scope().account())
                .bind("login", login)
                .bind("now", now);
        insert = channel == null
                ? insert.bindNull("channel", Integer.class).bind("commodity", subject.commodity())
                : insert.bind("channel", channel.id().value()).bindNull("commodity", String.class);
        return insert.mapValue(Long.class).one();
    }

    Mono<Void> insertVersion(long alert, Wish wish, Instant now) {
        return db.sql("""
                        insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)
                        values (:alert, 'daily', :threshold, :unit, :countEstimates, :contacts, :now)
                        """)
                .bind("alert", alert)
                .bind("threshold", wish.threshold())
                .bind("unit", wish.unit())
                .bind("countEstimates", wish.countEstimates())
                .bind("contacts", wish.contacts().toArray(Long[]::new))
                .bind("now", now)
                .then();
    }

    /** {@return whether it was there} */
    Mono<Boolean> end(CustomerScope scope, long login, long alert, Instant now) {
        return db.sql("""
                        update usage_alert set ended_at = :now
                        where id = :alert and account = :account and login = :login and ended_at is null
                        """)
                .bind("now", now)
                .bind("alert", alert)
                .bind("account", scope.account())
                .bind("login", login)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
