package meterside.portal.account;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The accounts a login may see. */
@Repository
class AccountRepository {

    private final DatabaseClient db;
    private final Clock clock;

    AccountRepository(DatabaseClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * An account, and the place it is served at now or was last.
     *
     * @param startsAt epoch seconds of its first agreement's beginning
     * @param endsAt of its last agreement's end; {@link CustomerScope#OPEN} while one is open
     */
    record Stored(
            long id,
            String number,
            String name,
            @Nullable String address,
            @Nullable String zone,
            @Nullable Long startsAt,
            @Nullable Long endsAt) {}

    Mono<List<Stored>> all(long login) {
        return db.sql("""
                        select a.id, a.number, a.name, place.address, place.zone, span.starts_at, span.ends_at
                        from account_access x
                        join account a on a.id = x.account
                        left join lateral (
                            select min(coalesce(floor(extract(epoch from lower(s.during))), 0))::bigint as starts_at,
                                   max(coalesce(floor(extract(epoch from upper(s.during))), :open))::bigint as ends_at
                            from service_agreement s
                            where s.account = a.id and not isempty(s.during)) span on true
                        left join lateral (
                            select p.address, p.zone
                            from service_agreement s
                            join usage_point p on p.id = s.usage_point
                            where s.account = a.id and not isempty(s.during)
                            order by upper(s.during) desc nulls first, p.id
                            limit 1) place on true
                        where x.login = :login and (x.ended_at is null or x.ended_at > :now)
                        order by a.number
                        """)
                .bind("login", login)
                .bind("now", clock.instant())
                .bind("open", CustomerScope.OPEN.getEpochSecond())
                .mapProperties(Stored.class)
                .all()
                .collectList();
    }

    Mono<Boolean> maySee(long login, long account) {
        return db.sql("""
                        select exists (
                            select from account_access x
                            where x.login = :login and x.account = :account and (x.ended_at is null or x.ended_at > :now))
                        """)
                .bind("login", login)
                .bind("account", account)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }
}
