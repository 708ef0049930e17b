package meterside.portal.ledger;

import static meterside.portal.testing.Billed.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meterside.portal.allocation.Owed;
import meterside.portal.books.Allocated;
import meterside.portal.books.Book;
import meterside.portal.books.OpenCharge;
import meterside.portal.ledger.Ledger.Taken;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Billed.Line;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.portal.testing.TrueBooks;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger under histories by chance, and under many at once. */
class LedgerChanceIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final int THREADS = 100;

    private static Backing.Database database;
    private static Rows rows;
    private static Portal portal;
    private static Ledger ledger;
    private static Billed billed;

    @BeforeAll
    static void openThePortal() {
        database = Backing.database();
        rows = new Rows(database);
        portal = Portal.on(
                database,
                "2026-11-20T15:00:00Z",
                "spring.r2dbc.pool.max-acquire-time",
                "5m", // all hundred wait for one account
                "spring.r2dbc.properties.statementTimeout",
                "PT5M");
        ledger = portal.bean(Ledger.class);
        billed = new Billed(database, portal.clock);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @AfterEach
    void theBooksAreTrue() {
        TrueBooks.check(database);
    }

    /** A payment of the history: what of it is refunded, and whether it is taken back. */
    private static final class Known {
        final UUID id;
        final long cents;
        long refunded;
        long gone;
        boolean isGone;

        Known(UUID id, long cents) {
            this.id = id;
            this.cents = cents;
        }
    }

    /** A bill that stands. */
    private record Standing(long bill, long total) {}

    /** What the account should owe is counted beside it in one number; the ledger must agree after every step. */
    @Test
    void owesWhatWasBilledLessWhatWasPaidWhateverHappens() {
        var seed = new Random().nextLong();
        for (var history = 0; history < 4; history++) {
            new History(new Random(seed + history), "seed %d, history %d".formatted(seed, history)).live(60);
        }
    }

    private static final class History {
        private final Random random;
        private final String told;
        private final long account = new Customers(rows).account("Dana Demo");
        private final List<Known> payments = new ArrayList<>();
        private final List<Standing> bills = new ArrayList<>();
        private final List<Runnable> done = new ArrayList<>();
        private LocalDate day = LocalDate.parse("2024-01-01");
        private long owed;
        private int causes;

        History(Random random, String told) {
            this.random = random;
            this.told = told;
        }

        void live(int steps) {
            for (var step = 0; step < steps; step++) {
                day = day.plusDays(random.nextInt(20));
                var what = step();
                var as = "%s, step %d: %s".formatted(told, step, what);
                assertThat(ledger.balance(account).block().owedCents()).as(as).isEqualTo(owed);
                if (step % 10 == 9) {
                    TrueBooks.check(database);
                }
            }
        }

        private String step() {
            return switch (random.nextInt(10)) {
                case 0, 1 -> bill();
                case 2 -> correct();
                case 3 -> takeBack();
                case 4 -> restore();
                case 5 -> giveBack();
                case 6 -> again();
                default -> pay();
            };
        }

        private String bill() {
            var lines = lines();
            day = day.plusDays(31); // a month back from the next is never within this one
            var bill = billed.bill(account, day.toString(), day.plusDays(24).toString(), lines.toArray(Line[]::new));
            bills.add(new Standing(bill, total(lines)));
            owed += total(lines);
            done.add(() -> billed.post(bill));
            return "bill " + lines;
        }

        private String correct() {
            if (bills.isEmpty()) {
                return "nothing to correct";
            }
            var old = bills.remove(random.nextInt(bills.size()));
            var lines = lines();
            var bill = billed.correct(old.bill(), day.toString(), lines.toArray(Line[]::new));
            bills.add(new Standing(bill, total(lines)));
            owed += total(lines) - old.total();
            done.add(() -> billed.post(bill));
            return "corrected to " + lines;
        }

        private String pay() {
            var cents = 1 + random.nextLong(9_000);
            var id = billed.payment(account, cents);
            var on = day;
            Runnable pay = () -> {
                var paid = ledger.pay(id, account, cents, Book.CLEARING, on).block();
                assertThat(paid.unappliedCents()).as(told).isBetween(0L, cents);
            };
            pay.run();
            payments.add(new Known(id, cents));
            owed -= cents;
            done.add(pay);
            return "paid " + cents;
        }

        private String takeBack() {
            var standing = payments.stream().filter(payment -> !payment.isGone).toList();
            if (standing.isEmpty()) {
                return "nothing to take back";
            }
            var payment = standing.get(random.nextInt(standing.size()));
            var fee = random.nextBoolean() ? 2500 : 0;
            var taken = random.nextBoolean() ? Taken.ALL : Taken.WHAT_WAS_LEFT;
            var cause = "dispute:" + ++causes + ":" + payment.id;
            var on = day;
            Runnable takeBack =
                    () -> ledger.takeBack(payment.id, cause, taken, fee, on).block();
            takeBack.run();
            payment.isGone = true;
            payment.gone = payment.cents - (taken == Taken.ALL ? 0 : payment.refunded);
            owed += payment.gone + fee;
            done.add(takeBack);
            return "took back %s of %d of which %d were refunded".formatted(taken, payment.cents, payment.refunded);
        }

        private String restore() {
            var gone = payments.stream().filter(payment -> payment.isGone).toList();
            if (gone.isEmpty()) {
                return "nothing to restore";
            }
            var payment = gone.get(random.nextInt(gone.size()));
            var cause = "won:" + ++causes + ":" + payment.id;
            var on = day;
            Runnable restore = () -> ledger.restore(payment.id, cause, on).block();
            restore.run();
            payment.isGone = false;
            owed -= payment.gone;
            done.add(restore);
            return "restored " + payment.gone;
        }

        private String giveBack() {
            var some = payments.stream()
                    .filter(payment -> !payment.isGone && payment.refunded < payment.cents)
                    .toList();
            if (some.isEmpty()) {
                return "nothing to give back";
            }
            var payment = some.get(random.nextInt(some.size()));
            var cents = 1 + random.nextLong(payment.cents - payment.refunded);
            var refund = UUID.randomUUID();
            var on = day;
            Runnable giveBack = () -> ledger.giveBack(refund, payment.id, account, cents, Book.CLEARING, on)
                    .block();
            giveBack.run();
            payment.refunded += cents;
            owed += cents;
            done.add(giveBack);
            return "gave back %d of %d".formatted(cents, payment.cents);
        }

        private String again() {
            if (!done.isEmpty()) {
                done.get(random.nextInt(done.size())).run();
            }
            return "something again";
        }

        private List<Line> lines() {
            var lines = new ArrayList<Line>();
            for (var service : Owed.SERVICES.subList(0, 1 + random.nextInt(6))) {
                lines.add(of(service, random.nextInt(8) == 0 ? 0 : random.nextInt(4_000)));
            }
            if (random.nextInt(4) == 0) {
                lines.add(of("other", "credit", random.nextInt(6_000)));
            }
            return lines;
        }

        private static long total(List<Line> lines) {
            return lines.stream()
                    .mapToLong(line -> line.kind().equals("credit") ? -line.cents() : line.cents())
                    .sum();
        }
    }

    /** Rule PY5: the preview is the posting function, over debts by chance. */
    @Test
    void thePreviewIsWhatIsPosted() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 12; round++) {
            var account = new Customers(rows).account("Dana Demo");
            var debt = 0L;
            for (var month = 0; month < random.nextInt(4); month++) {
                var issued = TODAY.minusMonths(month);
                for (var service : List.of("water", "gas", "fire")) {
                    var cents = random.nextInt(3_000);
                    debt += cents;
                    billed.bill(
                            account,
                            issued.toString(),
                            issued.plusDays(random.nextInt(40)).toString(),
                            of(service, cents));
                }
            }
            var cents = 1 + random.nextLong(debt + 500);
            var preview = ledger.preview(account, cents).block();

            var paid = ledger.pay(billed.payment(account, cents), account, cents, Book.CLEARING, TODAY)
                    .block();

            assertThat(paid).as("seed %d, round %d", seed, round).isEqualTo(preview);
            assertThat(cents - paid.unappliedCents()).isEqualTo(Math.min(cents, debt));
        }
    }

    /** Rule PY2: a hundred at once, each payment twice, and bills between them. */
    @Test
    void aHundredAtOnceOnOneAccountAreOneAfterTheOther() throws Exception {
        var account = new Customers(rows).account("Dana Demo");
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 30_000), of("gas", 20_000));
        var payments = new ArrayList<UUID>();
        for (var n = 0; n < THREADS / 2; n++) {
            payments.add(billed.payment(account, 1_000));
        }
        var told = new ConcurrentHashMap<UUID, Set<Allocated>>();

        atOnce(n -> {
            if (n % 20 == 0) {
                var day = TODAY.minusMonths(2 + n / 20);
                billed.bill(account, day.toString(), day.plusDays(20).toString(), of("sewer", 1_000));
            }
            var payment = payments.get(n % payments.size());
            var paid = ledger.pay(payment, account, 1_000, Book.CLEARING, TODAY).block();
            told.computeIfAbsent(payment, unseen -> ConcurrentHashMap.newKeySet())
                    .add(paid);
        });

        assertThat(told).hasSize(THREADS / 2).allSatisfy((payment, paid) -> assertThat(paid)
                .hasSize(1));
        assertThat(ledger.balance(account).block().owedCents()).isEqualTo(50_000 + 5 * 1_000 - THREADS / 2 * 1_000);
    }

    @Test
    void returnsAndRefundsAtOnceNeverTakeTheSameMoneyTwice() throws Exception {
        var account = new Customers(rows).account("Dana Demo");
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 7_000));
        var payment = billed.payment(account, 10_000);
        ledger.pay(payment, account, 10_000, Book.CLEARING, TODAY).block();
        var refund = UUID.randomUUID();

        atOnce(n -> {
            if (n % 2 == 0) {
                ledger.takeBack(payment, "return:" + payment, Taken.ALL, 2_500, TODAY)
                        .block();
            } else {
                ledger.giveBack(refund, payment, account, 4_000, Book.CLEARING, TODAY)
                        .onErrorComplete(IllegalStateException.class)
                        .block();
            }
        });

        var refunded = rows.write(
                "select count(*) from ledger_entry where account = ? and cause = 'refund:' || ?::text and credit = 'clearing'",
                account,
                refund.toString());
        assertThat(refunded).isBetween(0L, 1L);
        assertThat(ledger.balance(account).block().owedCents()).isEqualTo(7_000 + 2_500 + refunded * 4_000);
        assertThat(ledger.open(account).block())
                .extracting(OpenCharge::openCents)
                .contains(7_000L, 2_500L);
    }

    private interface Act {
        void run(int n) throws Exception;
    }

    private static void atOnce(Act act) throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var n = 0; n < THREADS; n++) {
                var own = n;
                running.add(threads.submit((Callable<Void>) () -> {
                    go.await();
                    act.run(own);
                    return null;
                }));
            }
            go.countDown();
            for (var one : running) {
                one.get();
            }
        }
    }
}
