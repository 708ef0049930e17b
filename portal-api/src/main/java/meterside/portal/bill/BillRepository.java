package meterside.portal.bill;

import java.time.LocalDate;
import java.util.List;
import meterside.portal.account.Accounts.Own;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Bills of an account of whoever asked, and of no other. */
@Repository
class BillRepository {

    private static final String COLUMNS = """
            b.id, b.number, b.version::int as version, b.issued_on, b.due_on, lower(b.during) as first, upper(b.during) as beyond,
            b.total_cents, i.currency, b.reason, b.reason_es, b.corrects, (select r.id from bill r where r.corrects = b.id) as corrected_by
            from bill b join bill_import i on i.id = b.import""";

    private final DatabaseClient db;

    BillRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * A bill.
     *
     * @param beyond the day after the last it bills
     * @param corrects the bill it replaces
     * @param correctedBy the bill that replaces it
     */
    record Stored(
            long id,
            String number,
            int version,
            LocalDate issuedOn,
            LocalDate dueOn,
            LocalDate first,
            LocalDate beyond,
            long totalCents,
            String currency,
            @Nullable String reason,
            @Nullable String reasonEs,
            @Nullable Long corrects,
            @Nullable Long correctedBy) {}

    /** Quantities are billionths of the unit; numbers are exact decimals as text. */
    record Charge(
            long id,
            String service,
            String kind,
            @Nullable Long usagePoint,
            @Nullable LocalDate first,
            @Nullable LocalDate beyond,
            long amountCents,
            @Nullable Long quantity,
            @Nullable String unit,
            String basis,
            @Nullable String startRegister,
            @Nullable String endRegister,
            @Nullable String note,
            @Nullable String noteEs) {}

    record Line(
            long charge,
            String text,
            @Nullable String textEs,
            @Nullable Long quantity,
            @Nullable String unit,
            @Nullable String price,
            long amountCents) {}

    /** {@return at most so many bills, the newest first, that came before one of them} */
    Mono<List<Stored>> all(Own account, @Nullable Long before, int most) {
        return db.sql("select " + COLUMNS + """
                         where b.account = :account
                          and (:before = 0 or (b.issued_on, b.id) < (select l.issued_on, l.id from bill l
                                                                     where l.id = :before and l.account = :account))
                        order by b.issued_on desc, b.id desc
                        limit :most
                        """)
                .bind("account", account.id())
                .bind("before", before == null ? 0L : before)
                .bind("most", most)
                .mapProperties(Stored.class)
                .all()
                .collectList();
    }

    Mono<Stored> one(Own account, long bill) {
        return db.sql("select " + COLUMNS + " where b.account = :account and b.id = :bill")
                .bind("account", account.id())
                .bind("bill", bill)
                .mapProperties(Stored.class)
                .one();
    }

    /** {@return the bill that stood before this one was issued} */
    Mono<Stored> before(Own account, Stored bill) {
        return db.sql("select " + COLUMNS + """
                         where b.account = :account and (b.issued_on, b.id) < (:issuedOn, :bill) and b.number <> :number
                          and not exists (select from bill r where r.corrects = b.id)
                        order by b.issued_on desc, b.id desc
                        limit 1
                        """)
                .bind("account", account.id())
                .bind("issuedOn", bill.issuedOn())
                .bind("bill", bill.id())
                .bind("number", bill.number())
                .mapProperties(Stored.class)
                .one();
    }

    /** {@return the charges in the bill's order} */
    Mono<List<Charge>> charges(Own account, long bill) {
        return db.sql("""
                        select c.id, c.service, c.kind, c.usage_point, lower(c.during) as first, upper(c.during) as beyond,
                               c.amount_cents, c.quantity, c.unit, c.basis, trim_scale(c.start_register)::text as start_register,
                               trim_scale(c.end_register)::text as end_register, c.note, c.note_es
                        from charge c
                        where c.bill = :bill and c.account = :account
                        order by c.id
                        """)
                .bind("bill", bill)
                .bind("account", account.id())
                .mapProperties(Charge.class)
                .all()
                .collectList();
    }

    /** {@return the lines of all charges of a bill, in order} */
    Mono<List<Line>> lines(Own account, long bill) {
        return db.sql("""
                        select l.charge, l.text, l.text_es, l.quantity, l.unit, trim_scale(l.price)::text as price, l.amount_cents
                        from charge c
                        join charge_line l on l.charge = c.id
                        where c.bill = :bill and c.account = :account
                        order by l.charge, l.line
                        """)
                .bind("bill", bill)
                .bind("account", account.id())
                .mapProperties(Line.class)
                .all()
                .collectList();
    }
}
