package meterside.portal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.books.Entry;
import meterside.portal.books.Entry.Standing;
import meterside.portal.books.OpenCharge;
import meterside.portal.books.Share;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger's rows, for requests. What commands and requests have in common stands in {@link LedgerRows}. */
@Repository
class LedgerRepository {

    private final DatabaseClient db;

    LedgerRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Waits until nobody else posts to the accounts; until the caller's transaction ends nobody will. */
    Mono<Void> lock(List<Long> accounts) {
        return db.sql(LedgerRows.LOCK)
                .bind("accounts", accounts.toArray(Long[]::new))
                .fetch()
                .all()
                .then();
    }

    private record StateRow(
            long account,
            long entries,
            @Nullable String open,
            @Nullable String credits) {}

    /** {@return what is open and what credit is left} */
    Mono<LedgerRows.State> state(long account) {
        return db.sql(LedgerRows.STATE_OF_ONE)
                .bind("account", account)
                .mapProperties(StateRow.class)
                .one()
                .map(row -> LedgerRows.state(row.account(), row.entries(), row.open(), row.credits()));
    }

    /** {@return the accounts a payment was posted to, in order} */
    Flux<Long> accountsOf(UUID payment) {
        return db.sql("select distinct account from ledger_entry where payment = :payment order by account")
                .bind("payment", payment)
                .mapValue(Long.class)
                .all();
    }

    /** {@return whether this cause has posted to this account} */
    Mono<Boolean> isPosted(UUID payment, long account, String cause) {
        return db.sql("""
                        select exists (select from ledger_entry
                                       where payment = :payment and account = :account and cause = :cause)
                        """)
                .bind("payment", payment)
                .bind("account", account)
                .bind("cause", cause)
                .mapValue(Boolean.class)
                .one();
    }

    private record TextRow(@Nullable String found) {}

    /** {@return what stands of a payment on an account, in the order of posting} */
    Mono<List<Standing>> standing(UUID payment, long account) {
        return texts(db.sql(LedgerRows.STANDING.formatted("e.payment = :payment and e.account = :account"))
                        .bind("payment", payment)
                        .bind("account", account))
                .map(LedgerRows::standing);
    }

    private Mono<String> texts(DatabaseClient.GenericExecuteSpec query) {
        return query.mapProperties(TextRow.class).one().map(row -> Objects.requireNonNullElse(row.found(), "[]"));
    }

    /** A share of a payment; {@code left} is what the charge had left to pay after it. */
    record PaidRow(
            long charge,
            @Nullable Long bill,
            @Nullable String number,
            String service,
            String kind,
            LocalDate dueOn,
            @Nullable LocalDate startsOn,
            long amount,
            long pays,
            long open) {

        Share share() {
            var charge = new OpenCharge(this.charge, bill, number, service, kind, dueOn, startsOn, amount, open);
            return new Share(charge, pays, open - pays);
        }
    }

    /** {@return what a payment paid when it was posted, in that order} */
    Flux<PaidRow> paid(UUID payment, long account) {
        return db.sql("""
                        select c.id as charge, c.bill, b.number, c.service, c.kind, c.due_on, lower(c.during) as starts_on,
                               c.amount_cents as amount, e.amount_cents as pays,
                               (select sum(case when x.debit = 'receivable' then x.amount_cents else -x.amount_cents end)
                                from ledger_entry x
                                where x.charge = c.id and x.seq < e.seq and 'receivable' in (x.debit, x.credit))::bigint as open
                        from ledger_entry e
                        join charge c on c.id = e.charge
                        left join bill b on b.id = c.bill
                        where e.payment = :payment and e.account = :account and e.cause = 'allocation:payment:' || e.payment
                        order by e.seq
                        """)
                .bind("payment", payment)
                .bind("account", account)
                .mapProperties(PaidRow.class)
                .all();
    }

    /** {@return what refunds of a payment stand, of all its accounts} */
    Mono<Long> givenBack(UUID payment) {
        return db.sql("""
                        select coalesce(sum(e.amount_cents), 0)::bigint
                        from ledger_entry e
                        where e.payment = :payment and e.debit = 'unapplied' and e.credit <> 'receivable' and e.reverses is null
                          and not exists (select from ledger_entry r where r.reverses = e.id)
                        """).bind("payment", payment).mapValue(Long.class).one();
    }

    /** What a payment brought when it was posted: credit is unapplied, or fees. Where debit is unapplied it went back. */
    record BroughtRow(String debit, String credit, long cents) {}

    /** {@return what a payment brought to an account when it was posted} */
    Mono<List<BroughtRow>> brought(UUID payment, long account) {
        return brought(payment, account, """
                select debit, credit, amount_cents as cents from ledger_entry
                where payment = :payment and account = :account and cause in ('payment:' || payment, 'fee:' || payment)
                order by seq
                """);
    }

    /** {@return what the payment's last dispute took of an account: what it had brought, and first what had gone back of that} */
    Mono<List<BroughtRow>> disputed(UUID payment, long account) {
        return brought(payment, account, """
                select e.debit, e.credit, sum(e.amount_cents)::bigint as cents
                from ledger_entry r join ledger_entry e on e.id = r.reverses
                where r.payment = :payment and r.account = :account and 'receivable' not in (e.debit, e.credit)
                  and r.cause = (select cause from ledger_entry
                                 where payment = :payment and account = :account and reverses is not null
                                   and cause like 'dispute:%'
                                 order by seq desc limit 1)
                group by e.debit, e.credit
                order by e.debit = 'unapplied' desc, min(e.seq)
                """);
    }

    private Mono<List<BroughtRow>> brought(UUID payment, long account, String sql) {
        return db.sql(sql)
                .bind("payment", payment)
                .bind("account", account)
                .mapProperties(BroughtRow.class)
                .all()
                .collectList();
    }

    /** Stores entries in this order; a known one changes nothing. */
    Mono<Void> insert(List<Entry> entries, Instant at) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return db.sql(LedgerRows.INSERT)
                .bind("ids", LedgerRows.texts(entries, entry -> entry.id().toString()))
                .bind("accounts", entries.stream().map(Entry::account).toArray(Long[]::new))
                .bind("debits", LedgerRows.texts(entries, entry -> entry.debit().word()))
                .bind("credits", LedgerRows.texts(entries, entry -> entry.credit()
                        .word()))
                .bind("cents", entries.stream().map(Entry::cents).toArray(Long[]::new))
                .bind("charges", LedgerRows.texts(entries, Entry::charge))
                .bind("payments", LedgerRows.texts(entries, Entry::payment))
                .bind("causes", LedgerRows.texts(entries, Entry::cause))
                .bind("reversed", LedgerRows.texts(entries, Entry::reverses))
                .bind("days", LedgerRows.texts(entries, Entry::effectiveOn))
                .bind("at", at.toString())
                .then();
    }

    /** {@return the fee of ours with this cause, which is made if there is none} */
    Mono<OpenCharge> fee(long account, String cause, long cents, LocalDate dueOn, String note) {
        return db.sql(LedgerRows.FEE)
                .bind("account", account)
                .bind("due", dueOn.toString())
                .bind("cents", cents)
                .bind("note", note)
                .bind("cause", cause)
                .mapValue(Long.class)
                .one()
                .map(id -> LedgerRows.fee(id, cents, dueOn));
    }

    /** Keeps the account's books as they are now. */
    Mono<Void> close(long account, LedgerRows.Closing closing, Instant at) {
        return db.sql(LedgerRows.CLOSE)
                .bind("accounts", new Long[] {account})
                .bind("receivable", new Long[] {closing.receivableCents()})
                .bind("unapplied", new Long[] {closing.unappliedCents()})
                .bind("open", new String[] {closing.open()})
                .bind("credits", new String[] {closing.credits()})
                .bind("at", at.toString())
                .then();
    }
}
