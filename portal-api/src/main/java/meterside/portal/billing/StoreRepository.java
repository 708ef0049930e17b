package meterside.portal.billing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Moves what was judged right to where it counts, a statement a table. */
class StoreRepository {

    private static final String IMPORT = """
            insert into bill_import (sha256, name, format, currency, bills, charges, payments, total_cents, imported_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """;

    private static final String BILLS = """
            insert into bill (id, number, version, account, issued_on, due_on, during, total_cents, corrects, reason, reason_es, import, digest)
            overriding system value
            select i.id, i.number, coalesce(s.version, 0) + 1, a.id, i.issued_on, i.due_on, daterange(i.first, i.beyond),
                   i.total_cents, s.id, i.reason, i.reason_es, ?, i.digest
            from incoming_bill i
            join account a on a.number = i.account
            left join standing s on s.incoming = i.id
            where not coalesce(s.known, false)
            order by i.id
            """;

    /** Frees the days that a corrected bill billed, before the correction bills them (rule RB12). */
    private static final String REVERSED = """
            update charge c
            set reversed_by = s.incoming
            from standing s
            where not s.known and c.bill = s.id and c.reversed_by is null
            """;

    /** By what waits and not by {@code bill}: of rows that came a moment ago the planner knows nothing, and plans as for one. */
    private static final String CHARGES = """
            insert into charge (id, bill, account, service, kind, usage_point, during, due_on, amount_cents, quantity, unit, basis,
                                start_register, end_register, note, note_es)
            overriding system value
            select c.id, i.id, a.id, c.service, c.kind, p.id,
                   case when c.first is not null then daterange(c.first, c.beyond) end, c.due_on, c.amount_cents, c.quantity,
                   c.unit, c.basis, c.start_register, c.end_register, c.note, c.note_es
            from incoming_charge c
            join incoming_bill i on i.id = c.bill
            join account a on a.number = i.account
            left join standing s on s.incoming = i.id
            left join usage_point p on p.number = c.usage_point
            where not coalesce(s.known, false)
            order by c.id
            """;

    /**
     * The lines of all charges but those of bills that are known already. They wait in the order of their charges, and a look for
     * the few that are known keeps it; a sort of so many would cost a tenth of storing them.
     */
    private static final String LINES = """
            insert into charge_line (charge, line, text, text_es, quantity, unit, price, amount_cents)
            select l.charge, l.line, l.text, l.text_es, l.quantity, l.unit, l.price, l.amount_cents
            from incoming_line l
            where not exists (select from incoming_charge c join standing s on s.incoming = c.bill
                              where c.id = l.charge and s.known)
            """;

    /** A payment of the past was settled long ago, and no receipt of ours was given for it. */
    private static final String PAYMENTS = """
            insert into payment (id, kind, origin, amount_cents, fee_cents, currency, reference, language, request_hash, state,
                                 created_at, effective_on, state_at)
            select p.id, 'cheque', 'counter', p.amount_cents, 0, ?, p.reference, 'en', p.request_hash, 'settled',
                   p.paid_on::timestamp at time zone ?, p.paid_on, p.paid_on::timestamp at time zone ?
            from incoming_payment p
            where not exists (select from payment known where known.id = p.id)
            """;

    private static final String PARTS = """
            insert into payment_part (payment, account, amount_cents)
            select p.id, a.id, p.amount_cents
            from incoming_payment p
            join account a on a.number = p.account
            where not exists (select from payment_part known where known.payment = p.id)
            """;

    private final Connection db;

    StoreRepository(Connection db) {
        this.db = db;
    }

    /** {@return the import's id} */
    long importOf(About about) throws SQLException {
        try (var insert = db.prepareStatement(IMPORT)) {
            var totals = about.content().totals();
            insert.setBytes(1, about.sha256());
            insert.setString(2, about.name());
            insert.setString(3, about.content().format());
            insert.setString(4, about.currency());
            insert.setLong(5, totals.bills());
            insert.setLong(6, totals.charges());
            insert.setLong(7, totals.payments());
            insert.setLong(8, totals.billCents());
            insert.setObject(9, about.at().atOffset(ZoneOffset.UTC));
            try (var made = insert.executeQuery()) {
                made.next();
                return made.getLong(1);
            }
        }
    }

    long bills(long imported) throws SQLException {
        return update(BILLS, imported);
    }

    long reversed() throws SQLException {
        return update(REVERSED);
    }

    /** @throws SQLException of state 23P01 if a period would be billed twice */
    long charges() throws SQLException {
        return update(CHARGES);
    }

    long lines() throws SQLException {
        return update(LINES);
    }

    long payments(About about) throws SQLException {
        var zone = about.zone().getId();
        var stored = update(PAYMENTS, about.currency(), zone, zone);
        update(PARTS);
        return stored;
    }

    /** {@return how many bills are corrections} */
    long corrections() throws SQLException {
        return count("select count(*) from standing where not known");
    }

    long unchanged() throws SQLException {
        return count("select count(*) from standing where known");
    }

    private long count(String sql) throws SQLException {
        try (var statement = db.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private long update(String sql, Object... parameters) throws SQLException {
        try (var statement = db.prepareStatement(sql)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            return statement.executeLargeUpdate();
        }
    }
}
