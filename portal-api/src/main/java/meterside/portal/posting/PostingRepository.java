package meterside.portal.posting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.books.Books;
import meterside.portal.books.Entry;
import meterside.portal.books.Entry.Standing;
import meterside.portal.books.OpenCharge;
import meterside.portal.ledger.LedgerRows;
import meterside.portal.ledger.LedgerRows.Closing;
import meterside.portal.ledger.LedgerRows.State;

/** The ledger's rows, for commands: many at a time, in the caller's transaction. */
class PostingRepository {

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):[a-z]\\w*");

    private final Posting.Sql sql;
    private final Clock clock;

    PostingRepository(Posting.Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A bill that replaces another. */
    record Correction(long bill, long account, long corrects, LocalDate issuedOn) {}

    /** A bill of an account. */
    record Newest(long bill, LocalDate issuedOn) {}

    /** {@return the accounts of bills, in order} */
    List<Long> accountsOf(Collection<Long> bills) {
        return sql
                .read(
                        "select distinct account from bill where id = any(cast(? as bigint[])) order by account",
                        ids(bills))
                .stream()
                .map(row -> number(row, 0))
                .toList();
    }

    /** Waits for whoever posts to one of the accounts; when they are very many, for all who post. */
    void lock(List<Long> accounts) {
        if (accounts.size() > Posting.MANY) {
            sql.read(LedgerRows.LOCK_ALL);
        } else if (!accounts.isEmpty()) {
            sql.read(places(LedgerRows.LOCK), ids(accounts));
        }
    }

    /** {@return the bills among these that replace another, in the order of their dates} */
    List<Correction> corrections(Collection<Long> bills) {
        return sql.read("""
                        select id, account, corrects, issued_on from bill
                        where id = any(cast(? as bigint[])) and corrects is not null
                        order by issued_on, id
                        """, ids(bills)).stream()
                .map(row -> new Correction(number(row, 0), number(row, 1), number(row, 2), day(row, 3)))
                .toList();
    }

    /**
     * Makes every charge of these bills owed, but those of corrections, by an account's dates. The id is that of
     * {@link Entry#ofCharge}.
     */
    void charge(Collection<Long> bills) {
        sql.write("""
                insert into ledger_entry (id, account, debit, credit, amount_cents, charge, cause, effective_on, posted_at)
                select ('b1110000-0000-8000-8000-' || lpad(to_hex(c.id), 12, '0'))::uuid, b.account,
                       case when c.kind = 'credit' then 'revenue' else 'receivable' end,
                       case when c.kind = 'credit' then 'unapplied' else 'revenue' end,
                       c.amount_cents, c.id, 'bill:' || b.id, b.issued_on, cast(? as timestamptz)
                from bill b
                join charge c on c.bill = b.id
                where b.id = any(cast(? as bigint[])) and b.corrects is null and c.amount_cents > 0
                order by b.account, b.issued_on, b.id, c.id
                on conflict (id) do nothing
                """, clock.instant().toString(), ids(bills));
    }

    /** {@return the newest of these bills, by account} */
    Map<Long, Newest> newest(Collection<Long> bills, List<Long> accounts) {
        var newest = new HashMap<Long, Newest>();
        sql.read("""
                        select distinct on (account) account, id, issued_on from bill
                        where id = any(cast(? as bigint[])) and account = any(cast(? as bigint[]))
                        order by account, issued_on desc, id desc
                        """, ids(bills), ids(accounts))
                .forEach(row -> newest.put(number(row, 0), new Newest(number(row, 1), day(row, 2))));
        return newest;
    }

    boolean isPosted(long account, String cause) {
        return !sql.read("select 1 from ledger_entry where account = ? and cause = ? limit 1", account, cause)
                .isEmpty();
    }

    State state(long account) {
        return states(LedgerRows.STATE_OF_ONE, account).getFirst();
    }

    /**
     * {@return the accounts with credit for something open, and those whose books are to be kept anew} Few have credit, so that is
     * asked first: what is open is then worked out for those alone.
     */
    List<State> toSettle(List<Long> accounts) {
        return states(
                "select * from (%s) state where credits is not null and open is not null or entries > %d"
                        .formatted(LedgerRows.STATE, LedgerRows.MOST_SINCE_CLOSE),
                ids(accounts));
    }

    private List<State> states(String query, Object which) {
        return sql.read(places(query), which).stream()
                .map(row -> LedgerRows.state(number(row, 0), number(row, 1), row.get(2), row.get(3)))
                .toList();
    }

    /** {@return what stands of a bill: its charges, and what paid them} */
    List<Standing> standingOfBill(long bill) {
        return standing("e.charge in (select id from charge where bill = ?)", bill);
    }

    /** {@return the standing allocations of an account's credits that came from bills} */
    List<Standing> standingOfCredits(long account) {
        return standing(
                "e.account = ? and e.payment is null and e.debit = 'unapplied' and e.credit = 'receivable'", account);
    }

    private List<Standing> standing(String which, long id) {
        return LedgerRows.standing(
                sql.read(LedgerRows.STANDING.formatted(which), id).getFirst().getFirst());
    }

    /** {@return a bill's charges that cost something, as if all were paid} */
    List<OpenCharge> chargesOf(long bill) {
        return LedgerRows.charges(sql.read(LedgerRows.CHARGES, bill).getFirst().getFirst());
    }

    OpenCharge fee(long account, String cause, long cents, LocalDate dueOn) {
        var row = sql.read(places(LedgerRows.FEE), account, dueOn.toString(), cents, "Credit taken back", cause);
        return LedgerRows.fee(number(row.getFirst(), 0), cents, dueOn);
    }

    void insert(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        sql.write(
                places(LedgerRows.INSERT),
                clock.instant().toString(),
                LedgerRows.texts(entries, Entry::id),
                entries.stream().map(Entry::account).toArray(Long[]::new),
                LedgerRows.texts(entries, entry -> entry.debit().word()),
                LedgerRows.texts(entries, entry -> entry.credit().word()),
                entries.stream().map(Entry::cents).toArray(Long[]::new),
                LedgerRows.texts(entries, Entry::charge),
                LedgerRows.texts(entries, Entry::payment),
                LedgerRows.texts(entries, Entry::cause),
                LedgerRows.texts(entries, Entry::reverses),
                LedgerRows.texts(entries, Entry::effectiveOn));
    }

    /** Keeps these books as they are now. */
    void close(List<Books> all) {
        if (all.isEmpty()) {
            return;
        }
        var closings = all.stream().map(Closing::of).toList();
        sql.write(
                places(LedgerRows.CLOSE),
                clock.instant().toString(),
                all.stream().map(Books::account).toArray(Long[]::new),
                closings.stream().map(Closing::receivableCents).toArray(Long[]::new),
                closings.stream().map(Closing::unappliedCents).toArray(Long[]::new),
                closings.stream().map(Closing::open).toArray(String[]::new),
                closings.stream().map(Closing::credits).toArray(String[]::new));
    }

    /** An object, so that it is one parameter and not many. */
    private static Object ids(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    private static String places(String named) {
        return PARAMETER.matcher(named).replaceAll("?");
    }

    private static long number(List<String> row, int column) {
        return Long.parseLong(row.get(column));
    }

    private static LocalDate day(List<String> row, int column) {
        return LocalDate.parse(row.get(column));
    }
}
