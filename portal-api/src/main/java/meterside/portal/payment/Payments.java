package meterside.portal.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.State;
import meterside.portal.tidings.Tidings;
import meterside.portal.wish.Guard;
import meterside.portal.wish.Wish;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Payments as they stand, and their moves. Everything here joins the caller's transaction and calls nobody outside; whoever
 * talks to the provider is {@code till}.
 */
@Service
public class Payments {

    private final PaymentRepository payments;
    private final Moves moves;
    private final Guard guard;
    private final Tidings tidings;
    private final Clock clock;
    private final ZoneId zone;
    private final String currency;

    Payments(
            PaymentRepository payments,
            Moves moves,
            Guard guard,
            Tidings tidings,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.payments = payments;
        this.moves = moves;
        this.guard = guard;
        this.tidings = tidings;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.currency = currency;
    }

    /**
     * Records a wish, once. It counts on the utility's day of now, or on the day ahead it names (PY14).
     *
     * @return whether it is new
     * @throws KeyReused if the key stands for another wish
     * @throws meterside.portal.wish.AmountRefused and what else {@link Guard#check} throws
     */
    public Mono<Boolean> begin(Wish wish) {
        return known(wish).switchIfEmpty(Mono.defer(() -> guard.lock(wish.accounts())
                .then(known(wish)) // whoever made it meanwhile held the lock
                .switchIfEmpty(Mono.defer(() -> guard.check(wish).then(Mono.defer(() -> insert(wish)))))));
    }

    /** {@return false if the wish was made before; empty if it was not} */
    private Mono<Boolean> known(Wish wish) {
        return Mono.defer(() -> payments.isOf(wish))
                .flatMap(same -> same ? Mono.just(false) : Mono.<Boolean>error(KeyReused::new));
    }

    private Mono<Boolean> insert(Wish wish) {
        var now = now();
        var on = wish.on();
        var state = on == null ? State.CREATED : State.SCHEDULED;
        var effectiveOn = on == null ? today() : on;
        return payments.insert(wish, currency, state, now, effectiveOn, Lookout.first(state, now, on, zone))
                .flatMap(made -> made ? told(wish) : begin(wish)); // someone else was as quick
    }

    private Mono<Boolean> told(Wish wish) {
        var telling = wish.on() == null ? Mono.<Void>empty() : find(wish.key()).flatMap(tidings::scheduled);
        return telling.thenReturn(true);
    }

    /**
     * Records money that lies on the counter: it is there, so it is posted at once. Said twice it is one payment.
     *
     * @throws KeyReused if the key stands for something else
     */
    public Mono<Payment> took(Wish wish) {
        var clerk = wish.payer().clerk();
        if (wish.kind().instrument().isPresent() || clerk == null) {
            throw new IllegalArgumentException("only cash and cheques are taken at the counter, by a clerk");
        }
        return begin(wish).then(Mono.defer(() -> move(wish.key(), News.of(Event.PAID, "login:" + clerk))));
    }

    /**
     * Moves a payment by what was heard of it, and posts what follows from it. What is no legal move is noted and moves nothing,
     * and what was heard from that cause before changes nothing at all.
     *
     * @return the payment as it stands then
     * @throws PaymentNotFound if there is none of that id
     */
    public Mono<Payment> move(UUID payment, News news) {
        return Mono.defer(() -> moves.move(payment, news));
    }

    /** Tries again what was told of a payment before its time: some of it has been given back since. */
    public Mono<Payment> hearAgain(Payment payment) {
        return moves.hearAgain(payment);
    }

    /** {@return the payment, or {@link PaymentNotFound}} */
    public Mono<Payment> find(UUID payment) {
        return payments.find(payment).switchIfEmpty(Mono.error(PaymentNotFound::new));
    }

    /** {@return the payment that the provider calls so, or empty} */
    public Mono<Payment> ofProvider(String providerPayment) {
        return payments.ofProvider(providerPayment);
    }

    /** {@return the payment with that page, or empty} */
    public Mono<Payment> onPage(String session) {
        return payments.onPage(session);
    }

    /** {@return those of the ids that there are, the newest first} */
    public Flux<Payment> all(List<UUID> ids) {
        return payments.all(ids);
    }

    /** {@return the newest of the login's payments of these accounts, other than one, whose page is still open} */
    public Flux<Payment> waiting(long login, List<Long> accounts, UUID but) {
        return payments.waiting(login, accounts, but);
    }

    /** Takes up to so many payments up that are due to be looked at; nobody else does for a while. {@return them} */
    public Flux<Payment> claimDue(int most) {
        return Flux.defer(() -> payments.claimDue(now(), now().plus(Lookout.LEASE), most));
    }

    /** {@return whether a created payment is the caller's to see to: whoever took it up before has given it up} */
    public Mono<Boolean> claim(UUID payment) {
        return Mono.defer(() -> payments.claim(payment, State.CREATED, now(), now().plus(Lookout.LEASE)));
    }

    /** Gives a payment up that was claimed: whoever comes next may see to it at once. */
    public Mono<Void> release(Payment payment) {
        return Mono.defer(() -> payments.lookAt(payment.id(), payment.state(), now()));
    }

    /** Has a payment that did not move looked at again when it is time. */
    public Mono<Void> leave(Payment payment) {
        return Mono.defer(() -> {
            var at = payment.state() == State.SCHEDULED
                    ? Lookout.first(
                            State.SCHEDULED, now(), payment.wish().on(), zone) // when its day begins, and not before
                    : Lookout.next(payment.state(), payment.standing().since(), now());
            return at == null ? Mono.empty() : payments.lookAt(payment.id(), payment.state(), at);
        });
    }

    /** {@return the utility's day of now} */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
