package meterside.portal.posting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Book;
import meterside.portal.books.Books;
import meterside.portal.ledger.LedgerRows;
import meterside.portal.ledger.LedgerRows.State;
import meterside.portal.posting.PostingRepository.Correction;

/**
 * Posts very many bills, and payments made elsewhere, for commands: within the caller's transaction, set by set. Whoever posts
 * to more than {@value #MANY} accounts at once makes all other postings wait until the transaction ends.
 */
public final class Posting {

    /** The server's room for locks is bounded. */
    static final int MANY = 1_000;

    private static final int AT_ONCE = 2_000;

    private final PostingRepository rows;
    private final Policy policy;

    /** @param sql the caller's transaction */
    public Posting(Sql sql, Policy policy, Clock clock) {
        this.rows = new PostingRepository(sql, clock);
        this.policy = policy;
    }

    /** A caller's open transaction over JDBC; {@code ?} are places, parameters are Long, String, Long[] or String[]. */
    public interface Sql {

        /** Runs a statement. {@return how many rows it wrote} */
        int write(String sql, Object... parameters);

        /** {@return the rows of a query, each column as text, empty where it is null} */
        List<List<String>> read(String sql, Object... parameters);
    }

    /** A payment that was made elsewhere, with its part of one account. */
    public record Paid(UUID payment, long account, long cents, Book into, LocalDate effectiveOn) {}

    /**
     * Posts the charges of bills that were stored in this transaction or before: each charge is owed, each credit is the
     * customer's, what a corrected bill replaces is reversed line by line (rule RB12), and then credit is applied (PY6). A
     * bill that is posted already changes nothing.
     *
     * @param bills ids; of several of one account the order is that of their dates
     */
    public void bills(Collection<Long> bills) {
        var accounts = rows.accountsOf(bills);
        rows.lock(accounts);
        rows.corrections(bills).forEach(this::correct);
        rows.charge(bills);
        for (var start = 0; start < accounts.size(); start += AT_ONCE) {
            settle(accounts.subList(start, Math.min(accounts.size(), start + AT_ONCE)), bills);
        }
    }

    /**
     * Posts payments in this order and lays each over what is open then. One that is posted already changes nothing. So
     * history is brought in month by month: a month's bills, then its payments.
     */
    public void payments(List<Paid> payments) {
        rows.lock(payments.stream().map(Paid::account).distinct().sorted().toList());
        for (var paid : payments) {
            if (rows.isPosted(paid.account(), "payment:" + paid.payment())) {
                continue;
            }
            var state = rows.state(paid.account());
            var books = state.books(policy);
            books.pay(paid.payment(), paid.cents(), paid.into(), "payment:" + paid.payment(), paid.effectiveOn());
            store(state, books);
        }
    }

    private void correct(Correction correction) {
        var cause = "bill:" + correction.bill();
        if (rows.isPosted(correction.account(), cause)) {
            return;
        }
        var on = correction.issuedOn();
        var state = rows.state(correction.account());
        var books = state.books(policy);
        books.takeBack(rows.standingOfBill(correction.corrects()), cause, on);
        rows.chargesOf(correction.bill()).forEach(charge -> books.charge(charge, cause, on));
        if (!books.missing().isEmpty()) {
            books.free(null, 0, rows.standingOfCredits(correction.account()), cause, on);
        }
        for (var credit : books.missing()) {
            var charge = rows.fee(correction.account(), "given-back:" + cause, -credit.cents(), on);
            books.owe(charge, credit.payment(), cause, on);
        }
        books.settle(cause, on);
        store(state, books);
    }

    private void settle(List<Long> accounts, Collection<Long> bills) {
        var states = rows.toSettle(accounts);
        if (states.isEmpty()) {
            return;
        }
        var newest = rows.newest(bills, states.stream().map(State::account).toList());
        var settled = new ArrayList<Books>();
        var full = new ArrayList<Books>();
        for (var state : states) {
            var books = state.books(policy);
            var bill = newest.get(state.account());
            if (bill != null) {
                books.settle("bill:" + bill.bill(), bill.issuedOn());
            }
            settled.add(books);
            if (state.entries() + books.posted().size() > LedgerRows.MOST_SINCE_CLOSE) {
                full.add(books);
            }
        }
        rows.insert(settled.stream().flatMap(books -> books.posted().stream()).toList());
        rows.close(full);
    }

    private void store(State before, Books books) {
        rows.insert(books.posted());
        if (before.entries() + books.posted().size() > LedgerRows.MOST_SINCE_CLOSE) {
            rows.close(List.of(books));
        }
    }
}
