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
     * The next bill that a standing order pays.
     *
     * @param most cents, above which it pays nothing; null for any
     */
    record Standing(
            long account,
            LocalDate dueOn,
            LocalDate debitOn,
            @Nullable Long most) {}

    /** @param oldest day of issue of what is not left to people */
    Mono<List<Standing>> autopays(List<Long> accounts, LocalDate oldest) {
        return db.sql("""
                        select distinct on (account) account, due_on, debit_on, most_cents as most from autopay_due
                        where account = any(:accounts) and paused_at is null and issued_on >= :oldest
                        order by account, debit_on, bill
                        """)
                .bind("accounts", accounts.toArray(Long[]::new))
                .bind("oldest", oldest)
                .mapProperties(Standing.class)
                .all()
                .collectList();
    }

    /** {@return cents that are coming to an account anyway, by that day and not in its ledger yet} */
    Mono<Long> onTheWay(long account, LocalDate until) {
        return db.sql("""
                        select coalesce(sum(r.amount_cents), 0) from payment p join payment_part r on r.payment = p.id
                        where r.account = :account
                          and (p.state = 'authorised' or p.state = 'scheduled' and p.scheduled_on <= :until)
                        """)
                .bind("account", account)
                .bind("until", until)
                .mapValue(Long.class)
                .one();
    }
}
