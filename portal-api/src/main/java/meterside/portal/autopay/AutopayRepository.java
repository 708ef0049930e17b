package meterside.portal.autopay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import meterside.portal.method.MethodUse.Use;
import meterside.portal.wish.Guard;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Standing orders. One that ended is only a name for what it paid. */
@Repository
class AutopayRepository {

    private static final String ORDERS = """
            select a.id, a.account, a.login, a.method, m.kind, m.label, m.last4, a.day, a.most_cents, a.made_at, a.paused_at
            from autopay a join payment_method m on m.id = a.method
            """;

    private final DatabaseClient db;

    AutopayRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Whom to write to about an order, in their language, and the account's number. */
    record Reader(long login, String email, String language, String number) {}

    /** A bill that is to be paid on a day. */
    record Next(long bill, LocalDate dueOn, LocalDate debitOn) {}

    /** Until the caller's transaction ends nobody else sets or ends this account's order. */
    Mono<Void> lock(long account) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('autopay of account ' || :account, 0))")
                .bind("account", Long.toString(account))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Order> find(long account) {
        return db.sql(ORDERS + "where a.account = :account and a.ended_at is null")
                .bind("account", account)
                .mapProperties(Order.class)
                .one();
    }

    Flux<Order> by(long method) {
        return db.sql(ORDERS + "where a.method = :method and a.ended_at is null order by a.account")
                .bind("method", method)
                .mapProperties(Order.class)
                .all();
    }

    Mono<List<Use>> uses(long login) {
        return db.sql("""
                        select a.method, a.account from autopay a join payment_method m on m.id = a.method
                        where m.login = :login and m.removed_at is null and a.ended_at is null order by a.account
                        """).bind("login", login).mapProperties(Use.class).all().collectList();
    }

    Mono<Long> insert(
            long account,
            long login,
            long method,
            @Nullable Integer day,
            @Nullable Long most,
            String mandate,
            Instant now,
            LocalDate today) {
        var insert = db.sql("""
                        insert into autopay (account, login, method, day, most_cents, mandate, made_at, made_on)
                        values (:account, :login, :method, :day, :most, :mandate, :now, :today)
                        returning id
                        """)
                .bind("account", account)
                .bind("login", login)
                .bind("method", method)
                .bind("mandate", mandate)
                .bind("now", now)
                .bind("today", today);
        insert = bind(insert, "day", day == null ? null : day.shortValue(), Short.class);
        return bind(insert, "most", most, Long.class).mapValue(Long.class).one();
    }

    Mono<Void> end(long order, Instant now) {
        return db.sql("update autopay set ended_at = :now where id = :order and ended_at is null")
                .bind("now", now)
                .bind("order", order)
                .then();
    }

    Mono<Void> pause(long order, int returns, Instant now) {
        return db.sql("update autopay set returns = :returns, paused_at = :now where id = :order")
                .bind("returns", (short) returns)
                .bind("now", now)
                .bind("order", order)
                .then();
    }

    Mono<Void> count(long order, int returns) {
        return db.sql("update autopay set returns = :returns where id = :order")
                .bind("returns", (short) returns)
                .bind("order", order)
                .then();
    }

    /** {@return the next bill to be paid, or empty} */
    Mono<Next> next(long account, LocalDate today) {
        return db.sql("""
                        select bill, due_on, debit_on from autopay_due
                        where account = :account and issued_on >= :oldest order by debit_on, bill limit 1
                        """)
                .bind("account", account)
                .bind("oldest", today.minusDays(Guard.OLDEST_DAYS))
                .mapProperties(Next.class)
                .one();
    }

    Mono<Reader> reader(Order order) {
        return db.sql("""
                        select l.id as login, l.email, coalesce(p.language, 'en') as language, a.number
                        from login l
                        left join preference p on p.login = l.id
                        join account a on a.id = :account
                        where l.id = :login
                        """)
                .bind("account", order.account())
                .bind("login", order.login())
                .mapProperties(Reader.class)
                .one();
    }

    /** {@return payments set for a day ahead that a method is to pay} */
    Flux<UUID> scheduledBy(long method) {
        return db.sql("select id from payment where method = :method and state = 'scheduled' order by id")
                .bind("method", method)
                .mapValue(UUID.class)
                .all();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
