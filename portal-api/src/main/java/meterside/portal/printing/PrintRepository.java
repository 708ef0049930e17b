package meterside.portal.printing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import meterside.portal.paper.Addressee;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What stands on papers. */
@Repository
class PrintRepository {

    private final DatabaseClient db;

    PrintRepository(DatabaseClient db) {
        this.db = db;
    }

    /** {@return whom the papers of an account are for, with where it is served now or was last} */
    Mono<Addressee> addressee(long account) {
        return db.sql("""
                        select a.number as account, a.name, place.address
                        from account a
                        left join lateral (
                            select p.address
                            from service_agreement s join usage_point p on p.id = s.usage_point
                            where s.account = a.id and not isempty(s.during)
                            order by upper(s.during) desc nulls first, p.id limit 1) place on true
                        where a.id = :account
                        """)
                .bind("account", account)
                .mapProperties(Addressee.class)
                .one();
    }

    /** A bill, and the one before it that stands. */
    record BillRow(
            long id,
            String number,
            int version,
            LocalDate issuedOn,
            LocalDate dueOn,
            LocalDate startsOn,
            LocalDate endsOn,
            String currency,
            long totalCents,
            @Nullable String reason,
            boolean replaced,
            @Nullable LocalDate beforeOn,
            @Nullable Long beforeCents) {}

    Mono<BillRow> bill(long account, long bill) {
        return db.sql("""
                        select b.id, b.number, b.version::integer as version, b.issued_on, b.due_on, lower(b.during) as starts_on,
                               upper(b.during) as ends_on, i.currency, b.total_cents, b.reason,
                               exists (select from bill later where later.corrects = b.id) as replaced,
                               before.issued_on as before_on, before.total_cents as before_cents
                        from bill b
                        join bill_import i on i.id = b.import
                        left join lateral (
                            select p.issued_on, p.total_cents from bill p
                            where p.account = b.account and p.issued_on < b.issued_on and p.number <> b.number
                              and not exists (select from bill later where later.corrects = p.id)
                            order by p.issued_on desc, p.id desc limit 1) before on true
                        where b.account = :account and b.id = :bill
                        """)
                .bind("account", account)
                .bind("bill", bill)
                .mapProperties(BillRow.class)
                .one();
    }

    /** {@code quantity} in billionths. */
    record ChargeRow(
            long id,
            String service,
            String kind,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable Long quantity,
            @Nullable String unit,
            String basis,
            @Nullable BigDecimal startRegister,
            @Nullable BigDecimal endRegister,
            @Nullable String note,
            long amountCents) {}

    Mono<List<ChargeRow>> charges(long bill) {
        return db.sql("""
                        select id, service, kind, lower(during) as starts_on, upper(during) as ends_on, quantity, unit, basis,
                               start_register, end_register, note, amount_cents
                        from charge where bill = :bill order by id
                        """)
                .bind("bill", bill)
                .mapProperties(ChargeRow.class)
                .all()
                .collectList();
    }

    record LineRow(
            long charge,
            String text,
            @Nullable Long quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            long amountCents) {}

    Mono<List<LineRow>> lines(long bill, String language) {
        return db.sql("""
                        select l.charge, case when :language = 'es' then coalesce(l.text_es, l.text) else l.text end as text,
                               l.quantity, l.unit, l.price, l.amount_cents
                        from charge_line l join charge c on c.id = l.charge
                        where c.bill = :bill
                        order by l.charge, l.line
                        """)
                .bind("bill", bill)
                .bind("language", language)
                .mapProperties(LineRow.class)
                .all()
                .collectList();
    }

    /** The saved method that was debited, if one was. */
    record MethodRow(String label, String last4) {}

    Mono<MethodRow> method(UUID payment) {
        return db.sql(
                        "select m.label, m.last4 from payment p join payment_method m on m.id = p.method where p.id = :payment")
                .bind("payment", payment)
                .mapProperties(MethodRow.class)
                .one();
    }

    /** {@return what was given back of a payment to these accounts} */
    Mono<Long> givenBack(UUID payment, List<Long> accounts) {
        return db.sql("""
                        select coalesce(sum(amount_cents), 0)::bigint from refund
                        where payment = :payment and account = any(:accounts) and state = 'done'
                        """)
                .bind("payment", payment)
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapValue(Long.class)
                .one();
    }
}
