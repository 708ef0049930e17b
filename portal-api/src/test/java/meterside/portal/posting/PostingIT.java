package meterside.portal.posting;

import static meterside.portal.testing.Billed.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import meterside.portal.books.Book;
import meterside.portal.posting.Posting.Paid;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Rows;
import meterside.portal.testing.TestClock;
import meterside.portal.testing.TrueBooks;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostingIT {

    private static final Backing.Database DATABASE = Backing.database();
    private static final Rows ROWS = new Rows(DATABASE);
    private static final Billed BILLED = new Billed(DATABASE, new TestClock(Instant.parse("2026-11-20T15:00:00Z")));

    @AfterEach
    void theBooksAreTrue() {
        TrueBooks.check(DATABASE);
    }

    private static long account() {
        return new Customers(ROWS).account("Dana Demo");
    }

    private static long owed(long account) {
        return ROWS.write("""
                select coalesce(sum(case when debit in ('receivable', 'unapplied') then amount_cents else 0 end
                                    - case when credit in ('receivable', 'unapplied') then amount_cents else 0 end), 0)::bigint
                from ledger_entry where account = ?
                """, account);
    }

    private static Paid paid(long account, long cents, String on) {
        return new Paid(BILLED.payment(account, cents), account, cents, Book.CASH, LocalDate.parse(on));
    }

    @Test
    void postsManyBillsOnce() {
        var accounts = List.of(account(), account(), account());
        var bills = new ArrayList<Long>();
        for (var account : accounts) {
            bills.add(BILLED.store(account, "2026-10-01", "2026-10-25", of("water", 3_000), of("gas", 0)));
            bills.add(
                    BILLED.store(account, "2026-11-01", "2026-11-25", of("water", 2_000), of("other", "credit", 500)));
        }

        BILLED.post(bills.toArray(Long[]::new));
        BILLED.post(bills.toArray(Long[]::new));

        assertThat(accounts).extracting(PostingIT::owed).containsOnly(4_500L);
        assertThat(ROWS.write("select count(*) from ledger_entry where account = ?", accounts.getFirst()))
                .isEqualTo(4); // two charges, a credit, and what the credit paid
    }

    @Test
    void creditThatIsThereGoesToTheNewBills() {
        var rich = account();
        var poor = account();
        BILLED.post(List.of(paid(rich, 5_000, "2026-09-01")));
        var bills = new Long[] {
            BILLED.store(rich, "2026-10-01", "2026-10-25", of("water", 3_000)),
            BILLED.store(poor, "2026-10-01", "2026-10-25", of("water", 3_000)),
            BILLED.store(rich, "2026-11-01", "2026-11-25", of("water", 4_000))
        };

        BILLED.post(bills);

        assertThat(owed(rich)).isEqualTo(2_000);
        assertThat(owed(poor)).isEqualTo(3_000);
    }

    @Test
    void historyIsPostedInItsOrder() {
        var account = account();
        var october = BILLED.store(account, "2026-10-01", "2026-10-25", of("water", 3_000));
        var payment = paid(account, 3_000, "2026-10-20");
        var november = BILLED.store(account, "2026-11-01", "2026-11-25", of("water", 2_000));

        BILLED.posting(posting -> {
            posting.bills(List.of(october));
            posting.payments(List.of(payment, payment));
            posting.bills(List.of(november));
        });
        BILLED.post(List.of(payment));

        assertThat(owed(account)).isEqualTo(2_000);
        assertThat(ROWS.write("""
                select count(*) from ledger_entry e join charge c on c.id = e.charge
                where e.account = ? and e.debit = 'unapplied' and c.bill = ? and e.amount_cents = 3000
                """, account, october)).isEqualTo(1);
    }

    @Test
    void aBillAndItsCorrectionMayComeTogether() {
        var account = account();
        var bill = BILLED.bill(account, "2026-10-01", "2026-10-25", of("water", 3_000));
        BILLED.post(List.of(paid(account, 3_000, "2026-10-20")));
        var corrected = BILLED.correct(bill, "2026-10-05", of("water", 1_000));
        var again = BILLED.correct(corrected, "2026-10-06", of("water", 3_500));

        BILLED.post(bill, corrected, again);

        assertThat(owed(account)).isEqualTo(500);
    }

    /** Who posts to very many makes the others wait, and is waited for: nobody sees half of it. */
    @Test
    void veryManyAtOnceAndOneAtATimeDoNotPassEachOther() throws Exception {
        var accounts = BILLED.many(Posting.MANY + 1, "2026-10-01", "2026-10-25", of("water", 3_000));
        var bills = BILLED.of(accounts);
        var some = accounts.subList(0, 20);
        var payments =
                some.stream().map(account -> paid(account, 1_000, "2026-10-20")).toList();
        var go = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                go.await();
                BILLED.post(bills);
                return null;
            });
            for (var payment : payments) {
                threads.submit(() -> {
                    go.await();
                    BILLED.post(List.of(payment));
                    return null;
                });
            }
            go.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(some).extracting(PostingIT::owed).containsOnly(2_000L);
        assertThat(owed(accounts.getLast())).isEqualTo(3_000);
    }
}
