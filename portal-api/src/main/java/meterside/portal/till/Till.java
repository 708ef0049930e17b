package meterside.portal.till;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.gateway.Gateway;
import meterside.portal.gateway.Gateway.Debit;
import meterside.portal.gateway.GatewayFailure;
import meterside.portal.gateway.Outcome;
import meterside.portal.gateway.PayingUnavailable;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.State;
import meterside.portal.payment.Payments;
import meterside.portal.wish.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes payments, and finds out what became of them. Never inside a transaction: the provider may take its time. */
@Service
public class Till {

    private static final Logger LOG = LoggerFactory.getLogger(Till.class);

    /** Who heard it, in {@code payment_event}: we asked, and this was the answer. */
    private static final String ASKED = "asked";

    /** How long the provider knows our key; after that, asking again would be a second debit. */
    private static final Duration KEY_KNOWN = Duration.ofHours(23);

    /** What the provider was asked a moment ago its search may not find yet: only later does nothing found mean not made. */
    private static final Duration SEARCH_LAGS = Duration.ofMinutes(10);

    private static final Duration PATIENCE_OF_A_PAGE = Duration.ofMillis(1500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LOOKS = 75;

    private final Payments payments;
    private final Gateway gateway;
    private final Pages pages;
    private final TokenRepository tokens;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Cache<UUID, Boolean> asked = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(2))
            .maximumSize(10_000)
            .build();

    Till(
            Payments payments,
            Gateway gateway,
            Pages pages,
            TokenRepository tokens,
            TransactionalOperator transaction,
            Clock clock) {
        this.payments = payments;
        this.gateway = gateway;
        this.pages = pages;
        this.tokens = tokens;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a payment, once: records the wish, and only then asks the provider, under the same key. The same wish again is the
     * same payment, whatever became of the first answer; while someone else is at it, waits for them.
     *
     * @return the payment: waiting with a page, debited, declined, scheduled, or unknown
     * @throws PayingUnavailable if the provider gave no page; the same wish may be made again at once
     * @throws meterside.portal.payment.KeyReused and what else {@link Payments#begin} throws
     */
    public Mono<Payment> ask(Wish wish) {
        if (!gateway.isOpen()) {
            return Mono.error(PayingUnavailable::new);
        }
        return payments.begin(wish)
                .as(transaction::transactional)
                .flatMap(made ->
                        made ? payments.find(wish.key()).flatMap(this::carryOnOrRelease) : join(wish.key(), LOOKS));
    }

    /** A wish that was made before: carried on if nobody is at it, else waited for. */
    private Mono<Payment> join(UUID id, int looks) {
        return payments.find(id).flatMap(payment -> {
            if (payment.state() != State.CREATED) {
                return Mono.just(payment);
            }
            return payments.claim(id).flatMap(ours -> {
                if (ours) {
                    return carryOnOrRelease(payment);
                }
                return looks == 0
                        ? Mono.error(PayingUnavailable::new)
                        : Mono.delay(BETWEEN_LOOKS).then(Mono.defer(() -> join(id, looks - 1)));
            });
        });
    }

    /** Whoever asks gets no page and may ask again at once. */
    private Mono<Payment> carryOnOrRelease(Payment payment) {
        return carryOn(payment).onErrorResume(PayingUnavailable.class, away -> payments.release(payment)
                .then(Mono.error(away)));
    }

    /** {@return the payment, one step further if there is a step to take: asked for, debited, or asked about} */
    public Mono<Payment> carryOn(UUID payment) {
        return payments.find(payment).flatMap(this::carryOn);
    }

    Mono<Payment> carryOn(Payment payment) {
        return switch (payment.state()) {
            case SCHEDULED -> payments.today().isBefore(payment.effectiveOn()) ? left(payment) : begin(payment);
            case CREATED -> payment.wish().isOnPage() ? open(payment) : debitOrFind(payment);
            case WAITING, AUTHORISED -> look(payment);
            case UNKNOWN -> debitOrFind(payment);
            default -> Mono.just(payment);
        };
    }

    /** The day is there. An account that whoever set it no longer sees is no longer theirs to pay. */
    private Mono<Payment> begin(Payment payment) {
        return tokens.mayStillPay(payment.id())
                .map(may -> may ? News.of(Event.DUE, "clock") : News.of(Event.WITHDRAWN, "access-ended"))
                .flatMap(news -> move(payment, news).flatMap(this::carryOn));
    }

    private Mono<Payment> open(Payment payment) {
        if (!clock.instant().isBefore(pages.closesAt(payment))) {
            return move(payment, News.of(Event.EXPIRED, ASKED).because("expired")); // whose address nobody has
        }
        return tokens.numbers(payment.wish().accounts())
                .flatMap(numbers -> gateway.page(pages.of(payment, numbers)))
                .flatMap(page -> move(
                        payment, new News(Event.OPENED, ASKED, page.session(), page.url(), null, null, null, Map.of())))
                .onErrorResume(
                        GatewayFailure.class, failure -> (failure.isUnsure() ? Mono.just(payment) : refused(payment))
                                .then(Mono.error(PayingUnavailable::new)));
    }

    /** A portal that was away for days may have asked before: under a key that the provider forgot it would debit twice. */
    private Mono<Payment> debitOrFind(Payment payment) {
        return ageOf(payment).compareTo(KEY_KNOWN) < 0 ? debit(payment) : find(payment);
    }

    private Mono<Payment> debit(Payment payment) {
        var method = payment.wish().method();
        if (method == null) {
            throw new IllegalStateException("neither a page nor a method: " + Pages.named(payment));
        }
        return tokens.find(method)
                .map(token -> new Debit(
                        payment.id(),
                        payment.kind().instrument().orElseThrow(),
                        payment.totalCents(),
                        payment.currency(),
                        token.customer(),
                        token.method()))
                .flatMap(debit -> gateway.debit(debit).flatMap(outcome -> hear(payment, outcome)))
                .switchIfEmpty(Mono.defer(() -> find(payment))) // removed meanwhile
                .onErrorResume(
                        GatewayFailure.class, failure -> failure.isUnsure() ? loseSight(payment) : refused(payment));
    }

    /** What the provider does not understand, or does not let us do, is for people to mend. */
    private Mono<Payment> refused(Payment payment) {
        LOG.error("The payment provider will not have payment {}", Pages.named(payment));
        return move(payment, News.of(Event.NOT_PAID, ASKED).because("refused"));
    }

    /** Asked again in vain, the provider may still know it by our id: of some failures it keeps the failure under the key. */
    private Mono<Payment> loseSight(Payment payment) {
        return payment.state() == State.UNKNOWN
                ? lookFor(payment).switchIfEmpty(Mono.defer(() -> left(payment)))
                : move(payment, News.of(Event.LOST_SIGHT, ASKED));
    }

    private Mono<Payment> look(Payment payment) {
        var session = payment.standing().session();
        var providerPayment = payment.standing().providerPayment();
        if (session == null && providerPayment == null) {
            return lookFor(payment).switchIfEmpty(Mono.defer(() -> left(payment)));
        }
        return (session == null
                        ? Mono.defer(() -> gateway.payment(Objects.requireNonNull(providerPayment)))
                        : gateway.look(session))
                .flatMap(outcome -> hear(payment, outcome))
                .onErrorResume(GatewayFailure.class, away -> left(payment));
    }

    /** Of a debit that cannot be asked for again: the provider has it by our id, or it never came to be. */
    private Mono<Payment> find(Payment payment) {
        return lookFor(payment)
                .switchIfEmpty(Mono.defer(() -> ageOf(payment).compareTo(SEARCH_LAGS) < 0
                        ? left(payment)
                        : move(payment, News.of(Event.NOT_PAID, ASKED).because("not-made"))));
    }

    /** {@return for how long the provider is to be asked, or its answer is lost} */
    private Duration ageOf(Payment payment) {
        return Duration.between(payment.standing().since(), clock.instant());
    }

    /** {@return the payment, as the provider has it by our id; empty if it has none} */
    private Mono<Payment> lookFor(Payment payment) {
        return gateway.find(payment.id())
                .flatMap(outcome -> hear(payment, outcome))
                .onErrorResume(GatewayFailure.class, away -> left(payment));
    }

    private Mono<Payment> left(Payment payment) {
        return payments.leave(payment).thenReturn(payment);
    }

    private Mono<Payment> hear(Payment payment, Outcome outcome) {
        var event =
                switch (outcome.standing()) {
                    case OPEN -> Event.OPENED;
                    case PROCESSING -> Event.SENT_TO_BANK;
                    case PAID -> Event.PAID;
                    case FAILED -> Event.NOT_PAID;
                    case EXPIRED -> Event.EXPIRED;
                };
        var news = new News(
                event, ASKED, outcome.session(), null, outcome.payment(), outcome.cents(), outcome.reason(), Map.of());
        return move(payment, news)
                .delayUntil(moved -> moved.state() == payment.state() ? payments.leave(moved) : Mono.empty());
    }

    /**
     * Cancels a payment for a day ahead until 23:59 of the day before (PY15), or closes its page; {@link PaymentNotCancellable}
     * if it is under way or over.
     */
    public Mono<Payment> cancel(UUID id, String cause) {
        return payments.find(id).flatMap(payment -> cancel(payment, cause));
    }

    private Mono<Payment> cancel(Payment payment, String cause) {
        return switch (payment.state()) {
            case CANCELLED -> Mono.just(payment);
            case SCHEDULED ->
                payments.today().isBefore(payment.effectiveOn())
                        ? move(payment, News.of(Event.WITHDRAWN, cause)).flatMap(Till::mustBeCancelled)
                        : Mono.error(PaymentNotCancellable::new);
            case CREATED ->
                payment.wish().isOnPage() // whose address nobody has
                        ? move(payment, News.of(Event.WITHDRAWN, cause)).flatMap(Till::mustBeCancelled)
                        : Mono.error(PaymentNotCancellable::new);
            case WAITING -> closePage(payment, cause).flatMap(Till::mustBeCancelled);
            default -> Mono.error(PaymentNotCancellable::new);
        };
    }

    /** Closes what other pages of these accounts the login left open: who starts anew does not mean to pay twice. */
    public Mono<Void> closePages(long login, List<Long> accounts, UUID but) {
        return payments.waiting(login, accounts, but)
                .collectList() // or its connection would be held while each of them waits for another
                .flatMapIterable(waiting -> waiting)
                .concatMap(payment -> closePage(payment, "login:" + login).onErrorComplete(GatewayFailure.class))
                .then();
    }

    /** {@return the payment, asked about if it waits for an answer; not oftener than every two seconds, and not for long} */
    public Mono<Payment> refresh(Payment payment) {
        var waits = payment.state() == State.WAITING || payment.state() == State.UNKNOWN;
        return waits && asked.asMap().putIfAbsent(payment.id(), true) == null
                ? carryOn(payment).timeout(PATIENCE_OF_A_PAGE).onErrorResume(failure -> payments.find(payment.id()))
                : Mono.just(payment);
    }

    private Mono<Payment> closePage(Payment payment, String cause) {
        var session = payment.standing().session();
        if (session == null) {
            return Mono.just(payment);
        }
        return gateway.close(session)
                .flatMap(outcome -> outcome.standing() == Outcome.Standing.EXPIRED
                        ? move(payment, News.of(Event.WITHDRAWN, cause))
                        : hear(payment, outcome));
    }

    private static Mono<Payment> mustBeCancelled(Payment payment) {
        return payment.state() == State.CANCELLED ? Mono.just(payment) : Mono.error(PaymentNotCancellable::new);
    }

    private Mono<Payment> move(Payment payment, News news) {
        return payments.move(payment.id(), news).as(transaction::transactional);
    }
}
