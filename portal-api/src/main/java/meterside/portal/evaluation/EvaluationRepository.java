package meterside.portal.evaluation;

import java.util.List;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What alerts decided for one login on one account, and what became of the notices. Instants are epoch microseconds. */
@Repository
class EvaluationRepository {

    private final DatabaseClient db;

    EvaluationRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * A decision.
     *
     * @param billionths of {@code unit}
     * @param reads JSON, as alerts wrote it
     * @param units of the channels, {@code channel unit}, after commas
     */
    record Stored(
            long id,
            long alert,
            String kind,
            String commodity,
            @Nullable Integer channel,
            String day,
            long windowStart,
            long windowEnd,
            String billionths,
            String unit,
            long threshold,
            boolean countEstimates,
            int quality,
            int coveredSeconds,
            int expectedSeconds,
            long arrivedAt,
            long decidedAt,
            String reads,
            String units,
            String zone) {}

    Mono<Stored> find(CustomerScope scope, long login, long evaluation) {
        return db.sql("""
                        select e.id, a.id as alert, v.kind, coalesce(a.commodity, used.commodity) as commodity, a.channel,
                               e.day::text as day, (extract(epoch from e.window_start) * 1000000)::bigint as window_start,
                               (extract(epoch from e.window_end) * 1000000)::bigint as window_end,
                               e.billionths::text as billionths, e.unit, e.threshold, v.count_estimates,
                               e.quality::int as quality, e.covered_seconds, e.expected_seconds,
                               (extract(epoch from e.arrived_at) * 1000000)::bigint as arrived_at,
                               (extract(epoch from e.decided_at) * 1000000)::bigint as decided_at,
                               e.reads::text as reads, used.units, used.zone
                        from alert_evaluation e
                        join usage_alert_version v on v.id = e.version
                        join usage_alert a on a.id = v.alert
                        cross join lateral (
                            select string_agg(c.id || ' ' || c.unit, ',' order by c.id) as units,
                                   (array_agg(p.zone order by c.id))[1] as zone,
                                   (array_agg(p.commodity order by c.id))[1] as commodity
                            from channel c
                            join usage_point p on p.id = c.usage_point
                            where c.id in (select (r ->> 'channel')::int from jsonb_array_elements(e.reads) r)) used
                        where e.id = :evaluation and a.account = :account and a.login = :login
                        """)
                .bind("evaluation", evaluation)
                .bind("account", scope.account())
                .bind("login", login)
                .mapProperties(Stored.class)
                .one();
    }

    /**
     * How the day turned after it was decided.
     *
     * @param billionths of the decision's unit
     */
    record Turn(long at, boolean beyond, String billionths) {}

    /** {@return in order; empty while nothing took the decision back} */
    Mono<List<Turn>> turns(long evaluation) {
        return db.sql("""
                        select (extract(epoch from at) * 1000000)::bigint as at, beyond, billionths::text as billionths
                        from alert_turn where evaluation = :evaluation order by id
                        """)
                .bind("evaluation", evaluation)
                .mapProperties(Turn.class)
                .all()
                .collectList();
    }

    /**
     * A notice of the decision, and one attempt at it, if there was any.
     *
     * @param at when the provider's answer came
     */
    record Sent(
            long id,
            String kind,
            String medium,
            String address,
            String state,
            @Nullable String reason,
            long madeAt,
            @Nullable Long at,
            @Nullable String outcome,
            @Nullable String answer,
            @Nullable String subject,
            @Nullable String body) {}

    /** {@return the notices in order, each as often as it was tried, or once; without what had not to be said after all} */
    Mono<List<Sent>> sent(CustomerScope scope, long login, long evaluation) {
        return db.sql("""
                        select n.id, n.kind, coalesce(n.medium, c.medium) as medium, coalesce(n.address, c.address) as address,
                               n.state, n.reason, (extract(epoch from n.made_at) * 1000000)::bigint as made_at,
                               (extract(epoch from t.at) * 1000000)::bigint as at, t.outcome, t.answer, t.subject, t.body
                        from notice n
                        left join contact c on c.id = n.contact
                        left join notice_attempt t on t.notice = n.id
                        where n.evaluation = :evaluation and n.account = :account and n.login = :login
                          and coalesce(n.reason, '') not in ('not-told', 'told-before', 'true-again')
                        order by n.id, t.id
                        """)
                .bind("evaluation", evaluation)
                .bind("account", scope.account())
                .bind("login", login)
                .mapProperties(Sent.class)
                .all()
                .collectList();
    }
}
