package meterside.portal.testing;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Bills that are owed, as the billing system's import and its posting leave them. Dull by default: water, due in a fortnight. */
public final class Bills {

    private static final AtomicInteger NUMBERS = new AtomicInteger(5000);

    private final Rows rows;
    private final long account;
    private String service = "water";
    private LocalDate issuedOn = LocalDate.parse("2026-10-20");

    private Bills(Rows rows, long account) {
        this.rows = rows;
        this.account = account;
    }

    public static Bills aBill(Rows rows, long account) {
        return new Bills(rows, account);
    }

    public Bills of(String otherService) {
        service = otherService;
        return this;
    }

    public Bills issuedOn(String day) {
        issuedOn = LocalDate.parse(day);
        return this;
    }

    /** {@return the bill's number} */
    public String owing(long cents) {
        var number = "B-" + NUMBERS.incrementAndGet();
        var file = rows.write("""
                insert into bill_import (sha256, name, format, currency, bills, charges, total_cents, imported_at)
                values (sha256(convert_to(?, 'UTF8')), 'bills.csv', 'csv', 'USD', 1, 1, ?, '2026-10-20T12:00Z') returning id
                """, number, cents);
        var bill = rows.write(
                """
                insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                values (?, ?, ?, ?, daterange(?, ?), ?, ?) returning id
                """, number, account, issuedOn, issuedOn.plusDays(21), issuedOn.minusMonths(1), issuedOn, cents, file);
        var charge = rows.write(
                """
                insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                values (?, ?, ?, 'service', daterange(?, ?), ?, ?, 'flat') returning id
                """, bill, account, service, issuedOn.minusMonths(1), issuedOn, issuedOn.plusDays(21), cents);
        rows.write("""
                insert into ledger_entry (id, account, debit, credit, amount_cents, charge, cause, effective_on, posted_at)
                values (gen_random_uuid(), ?, 'receivable', 'revenue', ?, ?, ?, ?, '2026-10-20T12:00Z')
                """, account, cents, charge, "bill:" + bill, issuedOn);
        return number;
    }
}
