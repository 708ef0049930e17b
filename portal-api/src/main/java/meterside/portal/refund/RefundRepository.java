package meterside.portal.refund;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import meterside.portal.refund.Refund.State;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refunds, and what of a payment they have taken. */
@Repository
class RefundRepository {

    private static final String REFUNDS = """
            select r.id, r.payment, r.account, a.number as account_number, r.amount_cents as cents, p.currency, p.kind, p.receipt,
                   r.reason, r.state, r.asked_by, asker.email as asker, r.asked_at, r.decided_by, decider.email as decider,
                   r.decided_at, r.note, p.provider_payment, r.provider_refund, r.state_at as since
            from refund r
            join payment p on p.id = r.payment
            join account a on a.id = r.account
            join login asker on asker.id = r.asked_by
            left join login decider on decider.id = r.decided_by
            """;

    private final DatabaseClient db;

    RefundRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Until the caller's transaction ends nobody else moves the payment or gives of it. {@return whether there is such a payment} */
    Mono<Boolean> lockPayment(UUID payment) {
        return db.sql("select id from payment where id = :payment for update")
                .bind("payment", payment)
                .mapValue(UUID.class)
                .one()
                .hasElement();
    }

    Mono<Refund> find(UUID id) {
        return db.sql(REFUNDS + "where r.id = :id")
                .bind("id", id)
                .mapProperties(Refund.class)
                .one();
    }

    /** {@return the refund, which nobody else moves until the caller's transaction ends} */
    Mono<Refund> lock(UUID id) {
        return db.sql(REFUNDS + "where r.id = :id for update of r")
                .bind("id", id)
                .mapProperties(Refund.class)
                .one();
    }

    /** {@return an account's refunds, the newest first} */
    Flux<Refund> ofAccount(long account, int most) {
        return db.sql(REFUNDS + "where r.account = :account order by r.asked_at desc, r.id limit :most")
                .bind("account", account)
                .bind("most", most)
                .mapProperties(Refund.class)
                .all();
    }

    /** {@return those that wait for an approver, the oldest first, then the others, the newest first} */
    Flux<Refund> queue(int most) {
        return db.sql(REFUNDS + """
                        order by r.state = 'asked' desc, case when r.state = 'asked' then r.asked_at end, r.asked_at desc
                        limit :most
                        """)
                .bind("most", most)
                .mapProperties(Refund.class)
                .all();
    }

    /**
     * What refunds have taken of a payment or will, those that were refused or failed left out.
     *
     * @param ofAccountCents on one account
     */
    record Taken(long cents, long ofAccountCents, boolean unknown) {}

    Mono<Taken> taken(UUID payment, long account) {
        return db.sql("""
                        select coalesce(sum(amount_cents), 0)::bigint as cents,
                               coalesce(sum(amount_cents) filter (where account = :account), 0)::bigint as of_account_cents,
                               coalesce(bool_or(state = 'unknown'), false) as unknown
                        from refund
                        where payment = :payment and state not in ('refused', 'failed')
                        """)
                .bind("payment", payment)
                .bind("account", account)
                .mapProperties(Taken.class)
                .one();
    }

    /** {@return what went back of a payment} */
    Mono<Long> done(UUID payment) {
        return db.sql(
                        "select coalesce(sum(amount_cents), 0)::bigint from refund where payment = :payment and state = 'done'")
                .bind("payment", payment)
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> insert(
            UUID id, UUID payment, long account, long cents, String reason, State state, long clerk, Instant now) {
        var insert = db.sql("""
                        insert into refund (id, payment, account, amount_cents, reason, state, asked_by, asked_at, state_at, look_at)
                        values (:id, :payment, :account, :cents, :reason, :state, :clerk, :now, :now, :lookAt)
                        """)
                .bind("id", id)
                .bind("payment", payment)
                .bind("account", account)
                .bind("cents", cents)
                .bind("reason", reason)
                .bind("state", state.word())
                .bind("clerk", clerk)
                .bind("now", now);
        return bind(insert, "lookAt", state == State.APPROVED ? now : null, Instant.class)
                .then();
    }

    Mono<Void> decide(UUID id, State state, long approver, @Nullable String note, Instant now) {
        var update = db.sql("""
                        update refund
                        set state = :state, decided_by = :approver, decided_at = :now, note = :note, state_at = :now, look_at = :lookAt
                        where id = :id
                        """)
                .bind("id", id)
                .bind("state", state.word())
                .bind("approver", approver)
                .bind("now", now);
        return bind(
                        bind(update, "note", note, String.class),
                        "lookAt",
                        state == State.APPROVED ? now : null,
                        Instant.class)
                .then();
    }

    /**
     * Moves a refund.
     *
     * @param providerRefund null where it is not known, or known already
     * @param since when it came into its state
     * @param lookAt when to see to it next; null when there is nothing to wait for
     */
    Mono<Void> move(UUID id, State state, @Nullable String providerRefund, Instant since, @Nullable Instant lookAt) {
        var update = db.sql("""
                        update refund
                        set state = :state, provider_refund = coalesce(:providerRefund, provider_refund), state_at = :since,
                            look_at = :lookAt
                        where id = :id
                        """).bind("id", id).bind("state", state.word()).bind("since", since);
        return bind(bind(update, "providerRefund", providerRefund, String.class), "lookAt", lookAt, Instant.class)
                .then();
    }

    /** Takes up to so many refunds up that are due to be seen to; nobody else does until then. {@return them} */
    Mono<List<UUID>> claimDue(Instant now, Instant until, int most) {
        return db.sql("""
                        update refund set look_at = :until
                        where id in (select id from refund where look_at <= :now order by look_at limit :most
                                     for update skip locked)
                        returning id
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("most", most)
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
