package meterside.portal.change;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import meterside.metering.UsageChanged;
import meterside.portal.change.ChangeRepository.Place;
import meterside.portal.limit.Sweep;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Gives messages their numbers. Every portal follows the topic and would: whoever comes first does, in the transaction that moves
 * the offset, and the others see that it is done. A message that is announced twice, after a crash, has two numbers: it says what
 * to read again and no amounts, so that hearing it twice does no harm.
 */
@Service
class Numbering {

    static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 10_000;

    private final ChangeRepository changes;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Sweep sweep;
    private final Sinks.Many<Long> news = Sinks.many().multicast().directBestEffort();

    Numbering(ChangeRepository changes, TransactionalOperator transaction, Clock clock) {
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
        this.sweep = new Sweep(KEPT, clock, old -> changes.removeBefore(old, MOST_AT_ONCE));
    }

    /**
     * What was polled of one partition.
     *
     * @param next the offset after it
     */
    record Batch(Place place, long from, long next, List<UsageChanged> messages) {}

    /**
     * {@return where to read on}
     *
     * <p>A partition of which nothing is known, because the topic is new, is numbered from its beginning; but when nobody is followed
     * yet, from its end. The end must have been asked for before: so what is announced after somebody is followed is never passed over.
     */
    Mono<Long> begin(Place place, long beginning, long end) {
        var unknown = changes.isAnyoneFollowed().map(anyone -> anyone ? beginning : end);
        return changes.lock()
                .then(changes.next(place).switchIfEmpty(unknown.delayUntil(next -> changes.move(place, next))))
                .flatMap(next -> next >= beginning
                        ? Mono.just(next)
                        : changes.numberWhole(clock.instant())
                                .then(changes.move(place, beginning))
                                .thenReturn(beginning))
                .as(transaction::transactional);
    }

    /** {@return up to where the partition is numbered now} That is {@code next}, unless another portal was first. */
    Mono<Long> number(Batch batch) {
        return changes.lock()
                .then(changes.next(batch.place()))
                .flatMap(next -> next != batch.from()
                        ? Mono.just(next)
                        : changes.isAnyoneFollowed()
                                .filter(anyone -> anyone)
                                .flatMap(anyone -> changes.number(batch.messages(), clock.instant()))
                                .then(changes.move(batch.place(), batch.next()))
                                .thenReturn(batch.next()))
                .as(transaction::transactional)
                .delayUntil(done -> tell(batch.messages()))
                .delayUntil(done -> sweep.ifDue());
    }

    /** {@return a signal whenever the account may have something new} */
    Flux<Long> news(long account) {
        return news.asFlux().filter(one -> one == account);
    }

    private Mono<Void> tell(List<UsageChanged> messages) {
        return changes.accountsAt(messages)
                .doOnNext(
                        account -> news.emitNext(account, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1))))
                .then();
    }
}
