package meterside.portal.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was told. */
@Repository
class ToldRepository {

    private final DatabaseClient db;

    ToldRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A notice with what it was about. */
    record Stored(
            long id,
            String kind,
            Instant madeAt,
            String medium,
            String address,
            String state,
            @Nullable String reason,
            @Nullable Instant sentAt,
            @Nullable Instant settledAt,
            @Nullable Long evaluation,
            @Nullable Long alert,
            @Nullable String commodity,
            @Nullable String channel,
            @Nullable String day,
            @Nullable String value,
            @Nullable String threshold,
            @Nullable String unit,
            String zone) {}

    /** {@return what the login was told about the account before a notice, the newest first; without what had not to be said} */
    Mono<List<Stored>> list(long login, long account, long before, int limit) {
        return db.sql("""
                        select n.id, n.kind, n.made_at, coalesce(c.medium, n.medium) as medium,
                               coalesce(c.address, n.address) as address, n.state, n.reason, n.sent_at, n.settled_at,
                               n.evaluation, v.alert, n.facts ->> 'commodity' as commodity, n.facts ->> 'channel' as channel,
                               n.facts ->> 'day' as day, n.facts ->> 'value' as value,
                               n.facts ->> 'threshold' as threshold, n.facts ->> 'unit' as unit,
                               coalesce(n.facts ->> 'zone', c.zone, 'UTC') as zone
                        from notice n
                        left join contact c on c.id = n.contact
                        left join alert_evaluation e on e.id = n.evaluation
                        left join usage_alert_version v on v.id = e.version
                        where n.account = :account and n.login = :login and n.id < :before
                          and coalesce(n.reason, '') not in ('not-told', 'told-before', 'true-again')
                        order by n.id desc
                        limit :limit
                        """)
                .bind("account", account)
                .bind("login", login)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Stored.class)
                .all()
                .collectList();
    }
}
