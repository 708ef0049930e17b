package meterside.portal.debiting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import meterside.portal.autopay.Due;
import meterside.portal.wish.Guard;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What standing orders are to do, and what they did. */
@Repository
class RunRepository {

    private final DatabaseClient db;

    RunRepository(DatabaseClient db) {
        this.db = db;
    }

    /** An order with debits that failed or came back in a row, and the last one's reason. */
    record Trouble(
            long autopay,
            long account,
            int returns,
            @Nullable String reason) {}

    /** {@return what is to be debited on or before a day, in order, after the last one seen} */
    Mono<List<Due>> due(LocalDate today, @Nullable Due after, int most) {
        return list("""
                        select autopay, account, bill, due_on, debit_on from autopay_due
                        where debit_on <= :until and issued_on >= :oldest
                          and (account, bill) > (:account, :bill)
                        order by account, bill limit :most
                        """, today, today, after, most);
    }

    /** {@return what is to be debited after a day and until another, and was not told of} */
    Mono<List<Due>> toTell(LocalDate today, LocalDate until, @Nullable Due after, int most) {
        return list("""
                        select autopay, account, bill, due_on, debit_on from autopay_due
                        where debit_on > :today and debit_on <= :until and issued_on >= :oldest and paused_at is null
                          and not exists (select from notice n
                                          where n.key in ('autopay-coming:' || account || ':' || bill,
                                                          'autopay-above-limit:' || account || ':' || bill))
                          and (account, bill) > (:account, :bill)
                        order by account, bill limit :most
                        """, today, until, after, most);
    }

    private Mono<List<Due>> list(String sql, LocalDate today, LocalDate until, @Nullable Due after, int most) {
        var select = db.sql(sql)
                .bind("until", until)
                .bind("oldest", today.minusDays(Guard.OLDEST_DAYS))
                .bind("account", after == null ? 0 : after.account())
                .bind("bill", after == null ? 0 : after.bill())
                .bind("most", most);
        if (sql.contains(":today")) {
            select = select.bind("today", today);
        }
        return select.mapProperties(Due.class).all().collectList();
    }

    /** {@return the order's bill, if it still is to be decided on and nobody else is at it until the caller's transaction ends} */
    Mono<Due> take(Due due) {
        return db.sql("select id from autopay where id = :autopay and ended_at is null for update skip locked")
                .bind("autopay", due.autopay())
                .mapValue(Long.class)
                .one()
                .flatMap(taken -> db.sql("""
                                select autopay, account, bill, due_on, debit_on from autopay_due
                                where autopay = :autopay and bill = :bill
                                """)
                        .bind("autopay", due.autopay())
                        .bind("bill", due.bill())
                        .mapProperties(Due.class)
                        .one());
    }

    /** {@return payments of an account whose page is open, or whose page nobody has yet} */
    Mono<List<UUID>> waiting(long account) {
        return db.sql("""
                        select p.id from payment p join payment_part r on r.payment = p.id
                        where r.account = :account and p.state in ('waiting', 'created') and p.method is null
                        order by p.id
                        """).bind("account", account).mapValue(UUID.class).all().collectList();
    }

    /** Once for each account and bill. */
    Mono<Void> insert(Due due, @Nullable UUID payment, String outcome, Instant now) {
        var insert = db.sql("""
                        insert into autopay_run (account, bill, autopay, payment, outcome, decided_at)
                        values (:account, :bill, :autopay, :payment, :outcome, :now)
                        """)
                .bind("account", due.account())
                .bind("bill", due.bill())
                .bind("autopay", due.autopay())
                .bind("outcome", outcome)
                .bind("now", now);
        insert = payment == null ? insert.bindNull("payment", UUID.class) : insert.bind("payment", payment);
        return insert.then();
    }

    /** {@return orders whose debits in a row that failed or came back are other than was counted} */
    Mono<List<Trouble>> troubled(Instant since) {
        return db.sql("""
                        with failed as (
                            select distinct r.autopay from payment p join autopay_run r on r.payment = p.id
                            where p.origin = 'autopay' and p.state in ('failed', 'returned', 'charged-back')
                              and p.state_at >= :since),
                        counted as (
                            select a.id as autopay, a.account, a.returns as before,
                                   count(*) filter (where p.state in ('failed', 'returned', 'charged-back')
                                                      and r.decided_at > coalesce(good.at, '-infinity')) as returns,
                                   (array_agg(p.reason order by r.decided_at desc)
                                        filter (where p.state in ('failed', 'returned', 'charged-back')))[1] as reason
                            from failed
                            join autopay a on a.id = failed.autopay and a.ended_at is null and a.paused_at is null
                            join autopay_run r on r.autopay = a.id and r.account = a.account
                            join payment p on p.id = r.payment
                            cross join lateral (
                                select max(s.decided_at) as at from autopay_run s join payment q on q.id = s.payment
                                where s.autopay = a.id and s.account = a.account and q.state in ('settled', 'refunded')) good
                            group by a.id, a.account, a.returns)
                        select autopay, account, cast(returns as integer) as returns, reason
                        from counted where returns <> before order by account
                        """)
                .bind("since", since)
                .mapProperties(Trouble.class)
                .all()
                .collectList();
    }
}
