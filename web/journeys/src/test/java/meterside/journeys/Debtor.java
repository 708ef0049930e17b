package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * A home of the town that owes its last bill, whole, and nothing else; nobody signs in for it yet.
 *
 * @param account its id
 * @param number what stands on the bill
 * @param name of who holds the account
 * @param address of the home
 * @param bill the last bill's id
 * @param billCents the last bill's total
 */
record Debtor(String account, String number, String name, String address, String bill, long billCents) {

    /** Enough to be paid in several parts. */
    private static final long LEAST_CENTS = 120_00;

    private static final String OWED = """
            coalesce((select sum(case when e.debit in ('receivable', 'unapplied') then e.amount_cents else 0 end
                               - case when e.credit in ('receivable', 'unapplied') then e.amount_cents else 0 end)
                      from ledger_entry e where e.account = %s), 0)""";

    /** {@return so many, from the end of the town where other journeys do not look} */
    static List<Debtor> some(House house, int many) {
        var found = house.sql("""
                        select a.id, a.number, a.name, home.address, last.id, last.total_cents from account a
                        join lateral (
                            select b.id, b.total_cents from bill b
                            where b.account = a.id and not exists (select from bill n where n.corrects = b.id)
                            order by b.issued_on desc, b.id desc limit 1) last on true
                        join lateral (
                            select p.address from service_agreement g join usage_point p on p.id = g.usage_point
                            where g.account = a.id and upper_inf(g.during) and p.address is not null limit 1) home on true
                        where not exists (select from account_access x where x.account = a.id)
                          and last.total_cents > %d and last.total_cents = %s
                        order by a.number desc limit %d
                        """.formatted(LEAST_CENTS, OWED.formatted("a.id"), many))
                .lines()
                .map(row -> row.split("\\|"))
                .map(row -> new Debtor(row[0], row[1], row[2], row[3], row[4], Long.parseLong(row[5])))
                .toList();
        assertThat(found).as("homes that owe their last bill").hasSize(many);
        return found;
    }

    /** {@return the cents owed now, less credit: the sum of the ledger's own rows} */
    long owes(House house) {
        return Long.parseLong(house.sql("select " + OWED.formatted(account)));
    }

    /** Lets someone sign in for it, with the password of all demo logins. */
    void letIn(House house, String email) {
        house.meterside("login", "add", email, "--account", number).orThrow();
    }
}
