package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import meterside.db.Settings;
import meterside.portal.billing.ImportBills;
import meterside.testing.Backing;

/** Bills, their ledger entries and payments of the past as {@code ./meterside billing import} leaves them. */
public record BillFiles(Backing.Database database) {

    /** Takes in bills, charges and payments, rows as in docs/formats/bills.md without the first and the totals. */
    public BillFiles take(String... records) {
        try {
            var file = Files.writeString(Files.createTempFile("bills", ".csv"), TotalledFile.of(records));
            var out = new StringBuilder();
            var code = ImportBills.run(List.of(file.toString()), new Settings(database.settings()), out, out);
            Files.delete(file);
            assertThat(code).as(out.toString()).isZero();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes in a bill of 10.00 dollars for the fire service in these days. */
    public BillFiles takeOne(String number, long account, String from, String to) {
        var accountNumber = new Rows(database).text("select number from account where id = ?", account);
        var due = LocalDate.parse(to).plusDays(20);
        return take(
                "bill,%s,%s,%s,%s,%s,%s,10.00".formatted(number, accountNumber, to, due, from, to),
                "charge,fire,service,,,,,10.00,,,flat");
    }

    /** {@return the id of the version of a bill that stands} */
    public long id(String number) {
        return new Rows(database).write("select id from bill where number = ? order by version desc limit 1", number);
    }
}
