package meterside.portal.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads statements of account from the ledger. */
@Repository
class StatementRepository {

    private final DatabaseClient db;

    StatementRepository(DatabaseClient db) {
        this.db = db;
    }

    /** What was owed before the span, and a thing that happened in it; a span without any is one row without. */
    record StatementRow(
            long opening,
            @Nullable LocalDate day,
            @Nullable String kind,
            @Nullable String what,
            @Nullable Long bill,
            @Nullable UUID payment,
            @Nullable Long charged,
            @Nullable Long paid) {}

    /**
     * {@return what changed the balance on these days, in order} A balance is what is receivable less what is unapplied, so
     * credit being applied is left out: it takes as much of the one as of the other.
     */
    Mono<List<StatementRow>> rows(long account, LocalDate from, LocalDate to) {
        return db.sql("""
                        with moved as (
                            select e.seq, e.effective_on, e.cause, e.payment, e.amount_cents as cents,
                                   case when 'revenue' in (e.debit, e.credit) then
                                            case when e.cause like 'bill:%' then 'bill' else 'fee' end
                                        when 'fees' in (e.debit, e.credit) then 'fee'
                                        when split_part(e.cause, ':', 1) in ('dispute', 'return') then 'return'
                                        when e.debit <> 'unapplied' then 'payment'
                                        when e.reverses is not null then 'return'
                                        else 'refund' end as kind,
                                   case when e.debit in ('receivable', 'unapplied') then 1
                                        when e.credit in ('receivable', 'unapplied') then -1
                                        else 0 end as sign,
                                   case when e.debit = 'fees' then -1 else 1 end as fee_sign
                            from ledger_entry e
                            where e.account = :account and e.effective_on < :to
                              and not (e.debit in ('receivable', 'unapplied') and e.credit in ('receivable', 'unapplied'))),
                        opening as (
                            select coalesce(sum(sign * cents), 0)::bigint as cents from moved where effective_on < :from),
                        lines as (
                            select effective_on, min(seq) as seq, kind, cause, payment,
                                   sum(case when sign = 0 then fee_sign * cents
                                            when kind in ('bill', 'fee', 'return') or sign > 0 then sign * cents else 0 end) as charged,
                                   sum(case when sign = 0 then fee_sign * cents
                                            when kind in ('bill', 'fee', 'return') or sign > 0 then 0 else -sign * cents end) as paid
                            from moved
                            where effective_on >= :from
                            group by effective_on, kind, cause, payment)
                        select o.cents as opening, l.effective_on as day,
                               case when b.corrects is not null then 'correction'
                                    when l.kind = 'bill' and l.charged < 0 then 'credit' else l.kind end as kind,
                               coalesce(b.number, p.receipt::text) as what, b.id as bill, l.payment,
                               (case when l.kind = 'bill' then greatest(l.charged, 0) else l.charged end)::bigint as charged,
                               (case when l.kind = 'bill' then greatest(-l.charged, 0) else l.paid end)::bigint as paid
                        from opening o
                        left join lines l on true
                        left join bill b on b.id = case when l.kind = 'bill' then substr(l.cause, 6)::bigint end
                        left join payment p on p.id = l.payment
                        order by l.effective_on, l.seq
                        """)
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .mapProperties(StatementRow.class)
                .all()
                .collectList();
    }
}
