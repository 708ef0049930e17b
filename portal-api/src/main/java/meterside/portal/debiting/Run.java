package meterside.portal.debiting;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import meterside.portal.autopay.Due;
import meterside.portal.autopay.Order;
import meterside.portal.autopay.Orders;
import meterside.portal.autopay.Told;
import meterside.portal.debiting.RunRepository.Trouble;
import meterside.portal.gateway.GatewayFailure;
import meterside.portal.gateway.PayingUnavailable;
import meterside.portal.payment.Payments;
import meterside.portal.returncode.AccountReturned;
import meterside.portal.till.PaymentNotCancellable;
import meterside.portal.till.Till;
import meterside.portal.wish.Guard;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.PaymentUnknown;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs standing orders: tells of debits three days before, debits when their day begins in the utility's zone, and pauses orders
 * whose debits fail or come back. What was missed while no portal ran is done by the first that runs again. However many run,
 * each bill is decided on once: the order's row is locked by whoever decides.
 */
@Component
class Run {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private static final int TOLD_DAYS_BEFORE = 3;
    private static final LocalTime TOLD_FROM = LocalTime.of(8, 0);

    /** As many failed or returned debits in a row as pause an order (PY8). */
    private static final int PATIENCE = 2;

    /** A bank can send a debit back for sixty days (PY10). */
    private static final Duration RETURNS_TAKE = Duration.ofDays(62);

    /** The least the provider takes; what is less waits for the next bill. */
    private static final long LEAST_CENTS = 50;

    /** Those who owe nothing yet are asked about again. */
    private static final Duration BETWEEN_TELLING = Duration.ofMinutes(10);

    private static final int AT_ONCE = 50;

    private final RunRepository runs;
    private final Orders orders;
    private final Told told;
    private final Payments payments;
    private final Guard guard;
    private final Till till;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ZoneId zone;
    private volatile Instant tellAgainAt = Instant.MIN;

    Run(
            RunRepository runs,
            Orders orders,
            Told told,
            Payments payments,
            Guard guard,
            Till till,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.runs = runs;
        this.orders = orders;
        this.told = told;
        this.payments = payments;
        this.guard = guard;
        this.till = till;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    @Scheduled(
            initialDelayString = "${meterside.autopay.millis:20000}",
            fixedDelayString = "${meterside.autopay.millis:20000}",
            timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> run() {
        return Mono.defer(this::count)
                .onErrorResume(failure -> {
                    LOG.warn("Could not count what came back of autopay: {}", failure.toString());
                    return Mono.empty();
                })
                .then(Mono.defer(this::tell))
                .then(Mono.defer(() -> debit(null)))
                .onErrorResume(failure -> {
                    LOG.warn("Could not run autopay, trying again: {}", failure.toString());
                    return Mono.empty();
                });
    }

    // --- Debiting ---

    private Mono<Void> debit(@Nullable Due after) {
        return runs.due(payments.today(), after, AT_ONCE).flatMap(due -> Flux.fromIterable(due)
                .concatMap(one -> debitOne(one).onErrorResume(failure -> {
                    LOG.warn("Autopay of account {} waits: {}", one.account(), failure.toString());
                    return Mono.empty();
                }))
                .then(due.size() < AT_ONCE ? Mono.empty() : Mono.defer(() -> debit(due.getLast()))));
    }

    private Mono<Void> debitOne(Due due) {
        return closePages(due.account())
                .then(Mono.defer(() -> decide(due).as(transaction::transactional)))
                .onErrorComplete(PaymentUnknown.class) // until the earlier one is decided (PY1)
                .flatMap(payment -> till.carryOn(payment)
                        .onErrorComplete(
                                failure -> failure instanceof GatewayFailure || failure instanceof PayingUnavailable))
                .then();
    }

    /** What was paid on an open page counts, and nobody pays on one while the same is debited. */
    private Mono<Void> closePages(long account) {
        return runs.waiting(account)
                .flatMapIterable(waiting -> waiting)
                .concatMap(payment -> till.cancel(payment, "autopay").onErrorComplete(PaymentNotCancellable.class))
                .then();
    }

    /** {@return the payment to make; empty if none is} */
    private Mono<UUID> decide(Due seen) {
        return runs.take(seen).flatMap(due -> guard.lock(List.of(due.account()))
                .then(Mono.defer(() -> orders.find(due.account())))
                .flatMap(order -> order.pausedAt() != null
                        ? runs.insert(due, null, "paused", now()).then(Mono.<UUID>empty())
                        : guard.debitCents(due.account(), due.dueOn()).flatMap(cents -> decide(order, due, cents))));
    }

    private Mono<UUID> decide(Order order, Due due, long cents) {
        var fee = cents == 0 ? 0 : told.fee(order, cents);
        var most = order.mostCents();
        if (cents + fee < LEAST_CENTS) {
            return runs.insert(due, null, "nothing-owed", now()).then(Mono.empty());
        }
        if (cents > Part.MOST_CENTS || (most != null && cents > most)) {
            return runs.insert(due, null, "above-limit", now())
                    .then(told.aboveLimit(order, due, cents))
                    .then(Mono.empty());
        }
        return orders.language(order)
                .map(language -> wish(order, due, cents, fee, language))
                .flatMap(wish -> payments.begin(wish)
                        .then(Mono.defer(() -> runs.insert(due, wish.key(), "debited", now())))
                        .thenReturn(wish.key()))
                .onErrorResume(AccountReturned.class, gone -> runs.insert(due, null, "paused", now())
                        .then(orders.pause(order, 1, now()))
                        .then(told.paused(order, 1, null))
                        .then(Mono.empty()));
    }

    private static Wish wish(Order order, Due due, long cents, long fee, String language) {
        return new Wish(
                keyOf(due),
                Origin.AUTOPAY,
                Payer.customer(order.login()),
                Kind.of(order.kind()),
                List.of(new Part(order.account(), cents)),
                fee,
                order.method(),
                null,
                false,
                true, // what else is coming was taken off
                language,
                null);
    }

    /** {@return the same for the same account and bill, so that a repeat is the same payment} */
    static UUID keyOf(Due due) {
        var name = "autopay of account %d for bill %d".formatted(due.account(), due.bill());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    // --- Telling before ---

    private Mono<Void> tell() {
        var now = clock.instant().atZone(zone);
        if (now.toLocalTime().isBefore(TOLD_FROM)) {
            return Mono.empty();
        }
        if (now.toInstant().isBefore(tellAgainAt)) {
            return Mono.empty();
        }
        tellAgainAt = now.toInstant().plus(BETWEEN_TELLING);
        return tell(now.toLocalDate(), null);
    }

    private Mono<Void> tell(LocalDate today, @Nullable Due after) {
        return runs.toTell(today, today.plusDays(TOLD_DAYS_BEFORE), after, AT_ONCE)
                .flatMap(due -> Flux.fromIterable(due)
                        .concatMap(one -> tellOne(one).as(transaction::transactional))
                        .then(due.size() < AT_ONCE ? Mono.empty() : Mono.defer(() -> tell(today, due.getLast()))));
    }

    private Mono<Void> tellOne(Due due) {
        return Mono.zip(
                        orders.find(due.account()).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        guard.debitCents(due.account(), due.dueOn()))
                .flatMap(known -> known.getT1()
                        .filter(order -> known.getT2() > 0)
                        .map(order -> told(order, due, known.getT2()))
                        .orElseGet(Mono::empty));
    }

    private Mono<Void> told(Order order, Due due, long cents) {
        var most = order.mostCents();
        if (most != null && cents > most) {
            return told.aboveLimit(order, due, cents);
        }
        var until = due.debitOn().atStartOfDay(zone).toInstant();
        return told.coming(order, due, cents, Duration.between(clock.instant(), until));
    }

    // --- Pausing ---

    private Mono<Void> count() {
        return runs.troubled(now().minus(RETURNS_TAKE))
                .flatMapIterable(found -> found)
                .concatMap(trouble -> countOne(trouble).as(transaction::transactional))
                .then();
    }

    private Mono<Void> countOne(Trouble trouble) {
        return orders.lock(trouble.account())
                .then(Mono.defer(() -> orders.find(trouble.account())))
                .filter(order -> order.id() == trouble.autopay() && order.pausedAt() == null)
                .flatMap(order -> trouble.returns() < PATIENCE
                        ? orders.count(order, trouble.returns())
                        : orders.pause(order, trouble.returns(), now())
                                .then(told.paused(order, trouble.returns(), trouble.reason())));
    }

    private Instant now() {
        return clock.instant();
    }
}
