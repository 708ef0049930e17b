package meterside.portal.wish;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What is on its way to accounts already. */
@Repository
class GuardRepository {

    private final DatabaseClient db;

    GuardRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Until the caller's transaction ends nobody else wishes anything for these accounts. */
    Mono<Void> lock(List<Long> accounts) {
        return db.sql("""
                        select pg_advisory_xact_lock(hashtextextended('wish of account ' || account, 0))
                        from unnest(cast(:accounts as bigint[])) as account
                        order by account
                        """)
                .bind("accounts", accounts.toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** {@return whether of a payment of one of the accounts it is not known whether it was taken} */
    Mono<Boolean> isOneUnknown(List<Long> accounts) {
        return db.sql("""
                        select exists (
                            select from payment p
                            join payment_part r on r.payment = p.id
                            where r.account = any(:accounts)
                              and (p.state = 'unknown' or p.state = 'created' and p.method is not null))
                        """)
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapValue(Boolean.class)
                .one();
    }

    /** {@return whether that is a login's card or account, of that kind, and not removed} */
    Mono<Boolean> hasMethod(long login, long method, String kind) {
        return db.sql("""
                        select exists (
                            select from payment_method
                            where id = :method and login = :login and kind = :kind and removed_at is null)
                        """)
                .bind("login", login)
                .bind("method", method)
                .bind("kind", kind)
                .mapValue(Boolean.class)
                .one();
    }

    /** {@return why the last debit of a saved account that came to an end was sent back; empty if it was not} */
    Mono<String> lastReturn(long method) {
        return db.sql("""
                        select case when state = 'returned' then reason end as reason
                        from payment
                        where method = :method and state in ('settled', 'returned')
                        order by state_at desc, id
                        limit 1
                        """)
                .bind("method", method)
                .mapProperties(LastReturn.class)
                .one()
                .mapNotNull(LastReturn::reason);
    }

    private record LastReturn(@Nullable String reason) {}

    /** A payment that is coming. */
    record Coming(String state, long account, long cents, LocalDate on) {}

    Mono<List<Coming>> coming(List<Long> accounts) {
        return db.sql("""
                        select p.state, r.account, r.amount_cents as cents, coalesce(p.scheduled_on, p.effective_on) as on
                        from payment p
                        join payment_part r on r.payment = p.id
                        where r.account = any(:accounts) and p.state in ('scheduled', 'authorised')
                        order by 4, p.created_at, p.id
                        """)
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapProperties(Coming.class)
                .all()
                .collectList();
    }

    /**
     * A standing order that runs.
     *
     * @param day of the month; null: each bill's due date
     */
    record Standing(long account, @Nullable Short day) {}

    Mono<List<Standing>> autopays(List<Long> accounts) {
        return db.sql("""
                        select account, day from autopay
                        where account = any(:accounts) and ended_at is null and paused_at is null
                        order by account
                        """)
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapProperties(Standing.class)
                .all()
                .collectList();
    }
}
