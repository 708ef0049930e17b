package meterside.portal.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Books;
import meterside.portal.books.Entry.Standing;
import meterside.portal.ledger.LedgerRows.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the ledger posts: an account at a time, in a transaction, each cause once. */
@Component
class Posting {

    private final LedgerRepository rows;
    private final Policy policy;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Posting(LedgerRepository rows, Policy policy, TransactionalOperator transaction, Clock clock) {
        this.rows = rows;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does the work on an account's books and what stands of a payment on it, lets credit pay what is open, and stores that. */
    Mono<Void> of(
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

    Mono<Void> store(State before, Books books) {
        var at = clock.instant();
        var entries = books.posted();
        var closing = before.entries() + entries.size() > LedgerRows.MOST_SINCE_CLOSE
                ? rows.close(books.account(), LedgerRows.Closing.of(books), at)
                : Mono.<Void>empty();
        return rows.insert(entries, at).then(closing);
    }

    /** Nobody else posts to the account while the work is done. */
    <T> Mono<T> alone(long account, Supplier<Mono<T>> work) {
        return rows.lock(List.of(account)).then(Mono.defer(work)).as(transaction::transactional);
    }

    /** Does the work unless this cause has posted of the payment to the account. */
    Mono<Void> once(UUID payment, long account, String cause, Function<String, Mono<Void>> work) {
        return alone(account, () -> rows.isPosted(payment, account, cause)
                .filter(posted -> !posted)
                .flatMap(unseen -> work.apply(cause)));
    }

    /** Work on one of the accounts that a payment was posted to. */
    interface OnAccount {
        Mono<Void> post(long account, boolean isFirst);
    }

    /** Does the work on each, in order, in one transaction. */
    Mono<Void> onEach(UUID payment, OnAccount work) {
        return rows.accountsOf(payment)
                .collectList()
                .flatMapMany(accounts -> Flux.fromIterable(accounts)
                        .concatMap(account -> work.post(account, account.equals(accounts.getFirst()))))
                .then()
                .as(transaction::transactional);
    }
}
