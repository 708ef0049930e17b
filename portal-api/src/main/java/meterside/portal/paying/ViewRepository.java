package meterside.portal.paying;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is shown beside a payment, and which payments an account has. */
@Repository
class ViewRepository {

    private final DatabaseClient db;

    ViewRepository(DatabaseClient db) {
        this.db = db;
    }

    /** The saved method that was debited, if one was. */
    record Method(UUID payment, String kind, String label, String last4) {}

    Flux<Method> methods(List<UUID> payments) {
        return db.sql("""
                        select p.id as payment, m.kind, m.label, m.last4
                        from payment p join payment_method m on m.id = p.method
                        where p.id = any(:payments)
                        """)
                .bind("payments", payments.toArray(UUID[]::new))
                .mapProperties(Method.class)
                .all();
    }

    /** What was given back of a payment, on one account. */
    record GivenBack(UUID payment, long account, long cents) {}

    Flux<GivenBack> givenBack(List<UUID> payments) {
        return db.sql("""
                        select payment, account, sum(amount_cents)::bigint as cents
                        from refund
                        where payment = any(:payments) and state in ('sent', 'done')
                        group by payment, account
                        """)
                .bind("payments", payments.toArray(UUID[]::new))
                .mapProperties(GivenBack.class)
                .all();
    }

    /**
     * {@return ids of an account's payments, the newest first} A page that nobody paid on is not among them.
     *
     * @param before only those asked for before; null for the newest
     */
    Mono<List<UUID>> ofAccount(long account, @Nullable Instant before, int most) {
        var select = db.sql("""
                        select p.id
                        from payment p
                        join payment_part r on r.payment = p.id
                        where r.account = :account and p.state <> 'created'
                          and not (p.state = 'cancelled' and p.scheduled_on is null)
                          and (cast(:before as timestamptz) is null or p.created_at < :before)
                        order by p.created_at desc, p.id
                        limit :most
                        """).bind("account", account).bind("most", most);
        return (before == null ? select.bindNull("before", Instant.class) : select.bind("before", before))
                .mapValue(UUID.class)
                .all()
                .collectList();
    }
}
