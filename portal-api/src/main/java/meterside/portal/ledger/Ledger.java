package meterside.portal.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Allocated;
import meterside.portal.books.Book;
import meterside.portal.books.Books;
import meterside.portal.books.Entry;
import meterside.portal.books.OpenCharge;
import meterside.portal.books.Share;
import meterside.portal.ledger.LedgerRepository.BroughtRow;
import meterside.portal.ledger.LedgerRepository.PaidRow;
import meterside.portal.ledger.LedgerRows.State;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
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
    private final Posting posting;
    private final Clock clock;
    private final ZoneId zone;
    private final int daysToPayAFee;

    Ledger(
            LedgerRepository rows,
            Policy policy,
            Posting posting,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_RETURN_FEE_DAYS:30}") int daysToPayAFee) {
        this.rows = rows;
        this.policy = policy;
        this.posting = posting;
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
        return posting.alone(account, () -> sharesOf(payment, account)
                .switchIfEmpty(Mono.defer(() -> rows.state(account).flatMap(state -> {
                    var books = state.books(policy);
                    var allocated = books.pay(payment, cents, held(into), "payment:" + payment, effectiveOn);
                    return posting.store(state, books).thenReturn(allocated);
                }))));
    }

    /** Posts a payment's convenience fee, which pays nothing that is owed (rule PY13). */
    public Mono<Void> fee(UUID payment, long account, long cents, Book into, LocalDate effectiveOn) {
        return posting.once(
                payment, account, "fee:" + payment, cause -> rows.state(account).flatMap(state -> {
                    var books = state.books(policy);
                    books.fee(payment, cents, held(into), cause, effectiveOn);
                    return posting.store(state, books);
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

    /** What is taken of a payment of which some was refunded. */
    public enum Taken {
        /** All of it: what was refunded too went out twice, and the customer owes it. */
        ALL,
        /** What the refunds had left. */
        WHAT_WAS_LEFT
    }

    /**
     * A payment was returned, charged back or voided: all it did is reversed exactly, on each of its accounts, and what it paid
     * is open again (rule PY8).
     *
     * @param cause such as {@code return:<payment>}; the same cause is the same event
     * @param returnFeeCents 0 for none; charged once, to the first of the accounts
     */
    public Mono<Void> takeBack(UUID payment, String cause, Taken taken, long returnFeeCents, LocalDate effectiveOn) {
        return posting.onEach(
                payment,
                (account, isFirst) -> posting.once(
                        payment,
                        account,
                        cause,
                        same -> takeBack(payment, account, cause, taken, effectiveOn, isFirst ? returnFeeCents : 0)));
    }

    /** {@return what refunds of the payment stand} */
    public Mono<Long> givenBack(UUID payment) {
        return rows.givenBack(payment);
    }

    /** A dispute was won: as if the payment had come again, and what the dispute had taken back of its refunds had gone again. */
    public Mono<Void> restore(UUID payment, String cause, LocalDate effectiveOn) {
        return posting.onEach(
                payment,
                (account, isFirst) -> posting.once(payment, account, cause, same -> rows.standing(payment, account)
                        .filter(standing ->
                                standing.stream().noneMatch(one -> one.entry().isPayment()))
                        .flatMap(gone -> Mono.zip(rows.state(account), rows.disputed(payment, account)))
                        .flatMap(known -> {
                            var books = known.getT1().books(policy);
                            known.getT2().forEach(row -> again(books, row, payment, cause, effectiveOn));
                            return posting.store(known.getT1(), books);
                        })));
    }

    private static void again(Books books, BroughtRow row, UUID payment, String cause, LocalDate on) {
        if (row.debit().equals(Book.UNAPPLIED.word())) {
            books.gaveBack(payment, row.cents(), Book.of(row.credit()), cause, on);
        } else if (row.credit().equals(Book.FEES.word())) {
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
        return posting.once(
                payment,
                account,
                "refund:" + refund,
                cause -> posting.of(payment, account, cause, effectiveOn, (books, standing) -> {
                    books.free(payment, cents, standing, cause, effectiveOn);
                    books.giveBack(payment, cents, held(from), cause, effectiveOn);
                    return Mono.empty();
                }));
    }

    /** The provider has given money of a payment back. What that has not left for it, as after a return, the customer owes. */
    public Mono<Void> gaveBack(UUID refund, UUID payment, long account, long cents, LocalDate effectiveOn) {
        return posting.once(
                payment,
                account,
                "refund:" + refund,
                cause -> posting.of(payment, account, cause, effectiveOn, (books, standing) -> {
                    books.free(payment, cents, standing, cause, effectiveOn);
                    books.gaveBack(payment, cents, Book.CLEARING, cause, effectiveOn);
                    return missing(books, cause, effectiveOn);
                }));
    }

    /** What was given back through the provider did not arrive: it is here again, and laid over what is open. */
    public Mono<Void> cameBack(UUID refund, UUID payment, long account, LocalDate effectiveOn) {
        return posting.once(
                payment,
                account,
                "refund-failed:" + refund,
                cause -> posting.of(payment, account, cause, effectiveOn, (books, all) -> {
                    var given = all.stream()
                            .filter(one -> one.entry().isGivenBack()
                                    && one.entry().cause().equals("refund:" + refund));
                    books.takeBack(given.toList(), cause, effectiveOn);
                    return Mono.empty();
                }));
    }

    private Mono<Void> takeBack(UUID payment, long account, String cause, Taken taken, LocalDate on, long feeCents) {
        return posting.of(payment, account, cause, on, (books, standing) -> {
            var undone = standing.stream()
                    .filter(one -> isUndone(one.entry(), taken))
                    .toList();
            if (undone.isEmpty()) {
                return Mono.empty();
            }
            books.takeBack(undone, cause, on);
            return missing(books, cause, on).then(feeCents == 0 ? Mono.empty() : charge(books, feeCents, cause, on));
        });
    }

    private static boolean isUndone(Entry entry, Taken taken) {
        return entry.isAllocation()
                || entry.isPayment()
                || entry.credit() == Book.FEES
                || (entry.isGivenBack() && taken == Taken.WHAT_WAS_LEFT);
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

    private static Book held(Book book) {
        if (book != Book.CASH && book != Book.CLEARING) {
            throw new IllegalArgumentException("money is paid into cash or clearing, not " + book);
        }
        return book;
    }
}
