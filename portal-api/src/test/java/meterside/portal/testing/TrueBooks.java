package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meterside.testing.Backing;

/** What must be true of the ledger whatever happened (rules PY4, PY5, PY6), asked of the database from the first entry on. */
public final class TrueBooks {

    private static final String OPEN = """
            select account, charge, sum(case when debit = 'receivable' then amount_cents else -amount_cents end) as cents
            from ledger_entry where 'receivable' in (debit, credit) group by account, charge""";

    private static final String CREDIT = """
            select account, payment, sum(case when credit = 'unapplied' then amount_cents else -amount_cents end) as cents
            from ledger_entry where 'unapplied' in (debit, credit) group by account, payment""";

    /** Each finds what may not be. */
    private static final Map<String, String> WRONGS = wrongs();

    private TrueBooks() {}

    public static void check(Backing.Database database) {
        try (var db = database.asAdministrator();
                var statement = db.createStatement()) {
            for (var wrong : WRONGS.entrySet()) {
                var found = new ArrayList<List<String>>();
                try (var rows = statement.executeQuery(wrong.getValue())) {
                    while (rows.next()) {
                        var row = new ArrayList<String>();
                        for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            row.add(rows.getString(column));
                        }
                        found.add(row);
                    }
                }
                assertThat(found).as(wrong.getKey()).isEmpty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> wrongs() {
        var wrongs = new LinkedHashMap<String, String>();
        wrongs.put("debits and credits of an account differ", """
                select account, sum(debit) - sum(credit)
                from (select account, amount_cents as debit, 0 as credit from ledger_entry
                      union all select account, 0, amount_cents from ledger_entry) sides
                group by account having sum(debit) <> sum(credit)
                """);
        wrongs.put("a charge is paid above its amount, or owed above it", """
                select o.* from (%s) o join charge c on c.id = o.charge
                where o.cents < 0 or o.cents > c.amount_cents or o.account <> c.account
                """.formatted(OPEN));
        wrongs.put(
                "a payment has paid more than it brought", "select * from (%s) c where c.cents < 0".formatted(CREDIT));
        wrongs.put("credit is left while a charge is open", """
                select o.account from (%s) o where o.cents > 0
                intersect select c.account from (%s) c where c.cents > 0
                """.formatted(OPEN, CREDIT));
        wrongs.put("what takes back is not the mirror of what it takes back", """
                select r.id from ledger_entry r join ledger_entry e on e.id = r.reverses
                where (r.debit, r.credit, r.amount_cents, r.account) is distinct from (e.credit, e.debit, e.amount_cents, e.account)
                   or r.charge is distinct from e.charge or r.payment is distinct from e.payment
                   or e.reverses is not null or r.seq < e.seq
                """);
        wrongs.put("a close does not tell what the entries before it say", """
                select k.account, k.through_seq
                from ledger_close k
                where k.receivable_cents <> (
                          select coalesce(sum(case when e.debit = 'receivable' then e.amount_cents else -e.amount_cents end), 0)
                          from ledger_entry e
                          where e.account = k.account and e.seq <= k.through_seq and 'receivable' in (e.debit, e.credit))
                   or k.unapplied_cents <> (
                          select coalesce(sum(case when e.credit = 'unapplied' then e.amount_cents else -e.amount_cents end), 0)
                          from ledger_entry e
                          where e.account = k.account and e.seq <= k.through_seq and 'unapplied' in (e.debit, e.credit))
                   or k.receivable_cents <> (select coalesce(sum(value::bigint), 0) from jsonb_each_text(k.open))
                   or k.unapplied_cents <> (select coalesce(sum((one ->> 1)::bigint), 0) from jsonb_array_elements(k.credits) one)
                """);
        wrongs.put("a charge of a bill is not in the ledger, or not as it is", """
                select c.id from charge c join bill b on b.id = c.bill
                where c.amount_cents > 0
                  and exists (select from ledger_entry e where e.account = b.account and e.cause = 'bill:' || b.id)
                  and (select count(*) from ledger_entry e
                       where e.charge = c.id and e.cause = 'bill:' || b.id and e.amount_cents = c.amount_cents
                         and 'revenue' in (e.debit, e.credit) and e.reverses is null) <> 1
                """);
        return wrongs;
    }
}
