package meterside.portal.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import meterside.portal.books.Allocated;
import meterside.portal.books.Book;
import meterside.portal.gateway.Dollars;
import meterside.portal.ledger.Ledger;
import meterside.portal.ledger.Ledger.Taken;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.Lifecycle;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.Payment.Standing;
import meterside.portal.lifecycle.State;
import meterside.portal.tidings.Tidings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves payments along the graph, and posts what each move means, all in the caller's transaction. */
@Component
class Moves {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final PaymentRepository payments;
    private final PaymentEventRepository events;
    private final Ledger ledger;
    private final Tidings tidings;
    private final Clock clock;
    private final ZoneId zone;
    private final long returnFeeCents;

    Moves(
            PaymentRepository payments,
            PaymentEventRepository events,
            Ledger ledger,
            Tidings tidings,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_RETURN_FEE:25.00}") String returnFee) {
        this.payments = payments;
        this.events = events;
        this.ledger = ledger;
        this.tidings = tidings;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.returnFeeCents = Dollars.cents("METERSIDE_RETURN_FEE", returnFee);
    }

    Mono<Payment> move(UUID id, News news) {
        return payments.lock(id).switchIfEmpty(Mono.error(PaymentNotFound::new)).flatMap(payment -> events.isKnown(
                        id, news)
                .flatMap(known ->
                        known ? Mono.just(payment) : explained(payment, news).flatMap(why -> hear(payment, why))));
    }

    /** The end of a page says that it was not paid, and the try before it why. */
    private Mono<News> explained(Payment payment, News news) {
        return news.event() == Event.NOT_PAID && news.reason() == null
                ? events.lastDecline(payment.id()).map(news::because).defaultIfEmpty(news)
                : Mono.just(news);
    }

    private Mono<Payment> hear(Payment payment, News news) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return takenOf(payment, news)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(taken -> {
                    var to = taken.flatMap(any -> Lifecycle.after(payment.state(), news.event()));
                    var noted = events.insert(payment.id(), news, payment.state(), to.orElse(payment.state()), now);
                    return noted.then(Mono.defer(() ->
                            to.isPresent() ? go(payment, news, taken.get(), to.get(), now) : learn(payment, news)));
                });
    }

    private Mono<Payment> learn(Payment payment, News news) {
        var known = payment.standing().knowing(news);
        return known.equals(payment.standing())
                ? Mono.just(payment)
                : payments.update(payment.id(), known).thenReturn(payment.at(known));
    }

    /**
     * {@return whether the amount that is told is all of the payment, or what its refunds have left} Empty for any other: a
     * payment is not paid, nor taken back, by that. It is noted for people to look at, and reconciliation shows it.
     */
    private Mono<Taken> takenOf(Payment payment, News news) {
        var cents = news.cents();
        if (cents == null || cents == payment.totalCents()) {
            return Mono.just(Taken.ALL);
        }
        var left = Lifecycle.takesBack(news.event())
                ? ledger.givenBack(payment.id()).map(given -> payment.totalCents() - given)
                : Mono.<Long>empty();
        return left.filter(cents::equals)
                .map(same -> Taken.WHAT_WAS_LEFT)
                .switchIfEmpty(Mono.fromRunnable(() -> LOG.error(
                        "Payment {} of {} cents: {} is told of {} cents",
                        payment.id(),
                        payment.totalCents(),
                        news.event().word(),
                        cents)));
    }

    private Mono<Payment> go(Payment payment, News news, Taken taken, State to, Instant now) {
        var had = Optional.ofNullable(payment.standing().receipt());
        var receipt =
                to == State.SETTLED && had.isEmpty() ? payments.nextReceipt().map(Optional::of) : Mono.just(had);
        return receipt.map(number -> payment.at(moved(payment, news, to, now, number.orElse(null))))
                .delayUntil(moved -> payments.update(moved.id(), moved.standing()))
                .delayUntil(moved -> post(payment.state(), moved, news.cause(), taken))
                .flatMap(this::hearAgain);
    }

    /** Tries again what was told before its time. */
    Mono<Payment> hearAgain(Payment payment) {
        return events.kept(payment.id())
                .filter(kept -> Lifecycle.isKept(kept.event())
                        && Lifecycle.after(payment.state(), kept.event()).isPresent())
                .next()
                .flatMap(kept -> move(payment.id(), kept.from(kept.cause() + PaymentEventRepository.AGAIN)))
                .defaultIfEmpty(payment);
    }

    /** @param cause what told us, which tells one dispute from the next */
    private Mono<Void> post(State from, Payment payment, String cause, Taken taken) {
        return switch (payment.state()) {
            case SETTLED -> settle(from, payment, cause);
            case RETURNED ->
                ledger.takeBack(payment.id(), "return:" + payment.id(), taken, returnFeeCents, today())
                        .then(tidings.returned(payment, returnFeeCents));
            case CHARGED_BACK ->
                ledger.takeBack(payment.id(), "dispute:%s:%s".formatted(payment.id(), cause), taken, 0, today())
                        .then(tidings.returned(payment, 0));
            case VOIDED -> ledger.takeBack(payment.id(), "void:" + payment.id(), Taken.ALL, 0, today());
            case FAILED -> isWatched(from, payment) ? Mono.empty() : tidings.failed(payment);
            case SCHEDULED, CREATED, WAITING, AUTHORISED, UNKNOWN, CANCELLED, REFUNDED -> Mono.empty();
        };
    }

    /** {@return whether whoever pays sees the failure on the page in front of them} */
    private static boolean isWatched(State from, Payment payment) {
        return payment.wish().isOnPage() && (from == State.WAITING || from == State.CREATED);
    }

    private Mono<Void> settle(State from, Payment payment, String cause) {
        return switch (from) {
            case CHARGED_BACK -> ledger.restore(payment.id(), "won:%s:%s".formatted(payment.id(), cause), today());
            case REFUNDED -> Mono.empty(); // what was given back is posted, and taken back, by refund
            default -> post(payment);
        };
    }

    private Mono<Void> post(Payment payment) {
        var into = payment.kind().instrument().isPresent() ? Book.CLEARING : Book.CASH;
        var on = payment.effectiveOn();
        var fee = payment.wish().feeCents() == 0
                ? Mono.<Void>empty()
                : ledger.fee(
                        payment.id(),
                        payment.parts().getFirst().account(),
                        payment.wish().feeCents(),
                        into,
                        on);
        return Flux.fromIterable(payment.parts())
                .concatMap(part -> ledger.pay(payment.id(), part.account(), part.cents(), into, on)
                        .map(paid -> Map.entry(part.account(), paid)))
                .collectMap(Map.Entry::getKey, Map.Entry<Long, Allocated>::getValue)
                .delayUntil(paid -> fee)
                .flatMap(paid -> tidings.received(payment, paid));
    }

    private Standing moved(Payment payment, News news, State to, Instant now, @Nullable Long receipt) {
        var known = payment.standing().knowing(news);
        return new Standing(
                to,
                to == State.SETTLED ? null : news.reason(),
                known.session(),
                known.providerPayment(),
                to == State.WAITING ? known.pageUrl() : null,
                now,
                Lookout.first(to, now, payment.wish().on(), zone),
                receipt);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
