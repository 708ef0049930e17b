package meterside.portal.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Allocated;
import meterside.portal.books.Book;
import meterside.portal.books.Books;
import meterside.portal.books.Entry.Standing;
import meterside.portal.books.OpenCharge;
import meterside.portal.books.Share;
import meterside.portal.ledger.LedgerRepository.BroughtRow;
import meterside.portal.ledger.LedgerRepository.PaidRow;
import meterside.portal.ledger.LedgerRows.State;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What accounts owe, and what payments do to it. Each posting joins the caller's transaction, or is one of its own, and holds
 * the account's lock until that ends; so whoever posts to several accounts in one transaction does it in the order of their
 * ids. A repeat, known by its payment and cause, changes nothing.
 *
 * <p>Days are the utility's. Amounts are whole cents, and positive.
 */
@Service
public class Ledger {

    private final LedgerRepository rows;
    private final Policy policy;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ZoneId zone;
    private final int daysToPayAFee;

    Ledger(
            LedgerRepository rows,
            Policy policy,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_RETURN_FEE_DAYS:30}") int daysToPayAFee) {
        this.rows = rows;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.daysToPayAFee = daysToPayAFee;
    }

    /** {@return the utility's day now} */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** {@return what the account owes today} */
    public Mono<Balance> balance(long account) {
        return rows.state(account).map(state -> Balance.of(account, state.open(), state.unappliedCents(), today()));
    }

    /** {@return the charges not paid in full, the one due first first} */
    public Mono<List<OpenCharge>> open(long account) {
        return rows.state(account).map(State::open);
    }

    /**
     * {@return what was charged and paid on these days}
     *
     * @param to the day after the last
     */
    public Mono<Statement> statement(long account, LocalDate from, LocalDate to) {
        return rows.statement(account, from, to).map(found -> Statement.of(from, to, found));
    }

    /** {@return what {@link #pay} would do today: the same function, without posting} */
    public Mono<Allocated> preview(long account, long cents) {
        return rows.state(account)
                .map(state -> state.books(policy).pay(new UUID(0, 0), cents, Book.CLEARING, "preview", today()));
    }

    /**
     * Posts a payment and lays it over what is open.
     *
     * @return what it pays; of one that is posted already what it paid then, whatever is asked now
     */
    public Mono<Allocated> pay(UUID payment, long account, long cents, Book into, LocalDate effectiveOn) {
        return posting(account, () -> sharesOf(payment, account)
                .switchIfEmpty(Mono.defer(() -> rows.state(account).flatMap(state -> {
                    var books = state.books(policy);
                    var allocated = books.pay(payment, cents, held(into), "payment:" + payment, effectiveOn);
                    return store(state, books).thenReturn(allocated);
                }))));
    }

    /** Posts a payment's convenience fee, which pays nothing that is owed (rule PY13). */
    public Mono<Void> fee(UUID payment, long account, long cents, Book into, LocalDate effectiveOn) {
        return once(
                payment, account, "fee:" + payment, cause -> rows.state(account).flatMap(state -> {
                    var books = state.books(policy);
                    books.fee(payment, cents, held(into), cause, effectiveOn);
                    return store(state, books);
                }));
    }

    /** {@return what a payment paid on an account when it was posted; empty if it was not} For receipts. */
    public Mono<Allocated> sharesOf(UUID payment, long account) {
        return rows.brought(payment, account)
                .flatMap(brought -> Mono.justOrEmpty(brought.stream()
                        .filter(row -> row.credit().equals(Book.UNAPPLIED.word()))
                        .findFirst()))
                .zipWith(rows.paid(payment, account).map(PaidRow::share).collectList())
                .map(found -> new Allocated(
                        found.getT2(),
                        found.getT1().cents()
                                - found.getT2().stream()
                                        .mapToLong(Share::paysCents)
                                        .sum()));
    }

    /**
     * A payment was returned, charged back or voided: all it did is reversed exactly, on each of its accounts, and what it paid
     * is open again (rule PY8). What was refunded of it before, the customer owes.
     *
     * @param cause such as {@code return:<payment>}; the same cause is the same event
     * @param returnFeeCents 0 for none; charged once, to the first of the accounts
     */
    public Mono<Void> takeBack(UUID payment, String cause, long returnFeeCents, LocalDate effectiveOn) {
        return onEach(
                payment,
                (account, isFirst) -> once(
                        payment,
                        account,
                        cause,
                        same -> takeBack(payment, account, cause, effectiveOn, isFirst ? returnFeeCents : 0)));
    }

    /** A dispute was won: as if the payment had come again. */
    public Mono<Void> restore(UUID payment, String cause, LocalDate effectiveOn) {
        return onEach(
                payment,
                (account, isFirst) -> once(payment, account, cause, same -> rows.standing(payment, account)
                        .filter(standing ->
                                standing.stream().noneMatch(one -> one.entry().isPayment()))
                        .flatMap(gone -> Mono.zip(rows.state(account), rows.brought(payment, account)))
                        .flatMap(known -> {
                            var books = known.getT1().books(policy);
                            known.getT2().forEach(row -> again(books, row, payment, cause, effectiveOn));
                            return store(known.getT1(), books);
                        })));
    }

    private static void again(Books books, BroughtRow row, UUID payment, String cause, LocalDate on) {
        if (row.credit().equals(Book.FEES.word())) {
            books.fee(payment, row.cents(), Book.of(row.debit()), cause, on);
        } else {
            books.pay(payment, row.cents(), Book.of(row.debit()), cause, on);
        }
    }

    /**
     * Gives money of a payment back (rule PY16): first what no charge has taken, then what its newest allocations took.
     *
     * @throws IllegalStateException if the payment has not left so much on this account
     */
    public Mono<Void> giveBack(UUID refund, UUID payment, long account, long cents, Book from, LocalDate effectiveOn) {
        return once(
                payment,
                account,
                "refund:" + refund,
                cause -> of(payment, account, cause, effectiveOn, (books, standing) -> {
                    books.free(payment, cents, standing, cause, effectiveOn);
                    books.giveBack(payment, cents, held(from), cause, effectiveOn);
                    return Mono.empty();
                }));
    }

    /** The provider has given money of a payment back. What that has not left for it, as after a return, the customer owes. */
    public Mono<Void> gaveBack(UUID refund, UUID payment, long account, long cents, LocalDate effectiveOn) {
        return once(
                payment,
                account,
                "refund:" + refund,
                cause -> of(payment, account, cause, effectiveOn, (books, standing) -> {
                    books.free(payment, cents, standing, cause, effectiveOn);
                    books.gaveBack(payment, cents, Book.CLEARING, cause, effectiveOn);
                    return missing(books, cause, effectiveOn);
                }));
    }

    /** What was given back through the provider did not arrive: it is here again, and laid over what is open. */
    public Mono<Void> cameBack(UUID refund, UUID payment, long account, LocalDate effectiveOn) {
        return once(
                payment,
                account,
                "refund-failed:" + refund,
                cause -> of(payment, account, cause, effectiveOn, (books, all) -> {
                    var given = all.stream().filter(one -> one.entry().isGivenBack("refund:" + refund));
                    books.takeBack(given.toList(), cause, effectiveOn);
                    return Mono.empty();
                }));
    }

    private Mono<Void> of(
            UUID payment,
            long account,
            String cause,
            LocalDate on,
            BiFunction<Books, List<Standing>, Mono<Void>> work) {
        return Mono.zip(rows.state(account), rows.standing(payment, account)).flatMap(known -> {
            var books = known.getT1().books(policy);
            return work.apply(books, known.getT2())
                    .then(Mono.fromRunnable(() -> books.settle(cause, on)))
                    .then(Mono.defer(() -> store(known.getT1(), books)));
        });
    }

    private Mono<Void> takeBack(UUID payment, long account, String cause, LocalDate on, long feeCents) {
        return of(payment, account, cause, on, (books, standing) -> {
            var undone = standing.stream().filter(Ledger::isUndone).toList();
            if (undone.isEmpty()) {
                return Mono.empty();
            }
            books.takeBack(undone, cause, on);
            return missing(books, cause, on).then(feeCents == 0 ? Mono.empty() : charge(books, feeCents, cause, on));
        });
    }

    private Mono<Void> charge(Books books, long cents, String cause, LocalDate on) {
        return rows.fee(books.account(), cause, cents, on.plusDays(daysToPayAFee), "Returned payment fee")
                .doOnNext(fee -> books.charge(fee, cause, on))
                .then();
    }

    private Mono<Void> missing(Books books, String cause, LocalDate on) {
        return Flux.fromIterable(books.missing())
                .concatMap(credit -> rows.fee(
                                books.account(),
                                "given-back:%s:%d".formatted(cause, books.account()),
                                -credit.cents(),
                                on.plusDays(daysToPayAFee),
                                "Refunded before the payment was returned")
                        .doOnNext(owed -> books.owe(owed, credit.payment(), cause, on)))
                .then();
    }

    private static boolean isUndone(Standing standing) {
        var entry = standing.entry();
        return entry.isAllocation() || entry.isPayment() || entry.credit() == Book.FEES;
    }

    private static Book held(Book book) {
        if (book != Book.CASH && book != Book.CLEARING) {
            throw new IllegalArgumentException("money is paid into cash or clearing, not " + book);
        }
        return book;
    }

    private Mono<Void> store(State before, Books books) {
        var at = clock.instant();
        var entries = books.posted();
        var closing = before.entries() + entries.size() > LedgerRows.MOST_SINCE_CLOSE
                ? rows.close(books.account(), LedgerRows.Closing.of(books), at)
                : Mono.<Void>empty();
        return rows.insert(entries, at).then(closing);
    }

    private <T> Mono<T> posting(long account, Supplier<Mono<T>> work) {
        return rows.lock(List.of(account)).then(Mono.defer(work)).as(transaction::transactional);
    }

    private Mono<Void> once(UUID payment, long account, String cause, Function<String, Mono<Void>> work) {
        return posting(account, () -> rows.isPosted(payment, account, cause)
                .filter(posted -> !posted)
                .flatMap(unseen -> work.apply(cause)));
    }

    private interface OnAccount {
        Mono<Void> post(long account, boolean isFirst);
    }

    private Mono<Void> onEach(UUID payment, OnAccount work) {
        return rows.accountsOf(payment)
                .collectList()
                .flatMapMany(accounts -> Flux.fromIterable(accounts)
                        .concatMap(account -> work.post(account, account.equals(accounts.getFirst()))))
                .then()
                .as(transaction::transactional);
    }
}
