package meterside.portal.autopay;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import meterside.portal.audit.Audit;
import meterside.portal.autopay.AutopayController.AutopayView;
import meterside.portal.autopay.AutopayController.MethodView;
import meterside.portal.autopay.AutopayController.NextView;
import meterside.portal.autopay.AutopayRepository.Next;
import meterside.portal.ledger.Ledger;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Network;
import meterside.portal.method.Authorisations;
import meterside.portal.method.Method;
import meterside.portal.method.Methods;
import meterside.portal.session.SignedIn;
import meterside.portal.wish.Guard;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sets, shows and ends standing orders. An account has one at most; setting another ends the one before. */
@Service
class Autopays {

    private final AutopayRepository orders;
    private final Guard guard;
    private final Told told;
    private final Methods methods;
    private final Authorisations authorisations;
    private final Ledger ledger;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ZoneId zone;

    Autopays(
            AutopayRepository orders,
            Guard guard,
            Told told,
            Methods methods,
            Authorisations authorisations,
            Ledger ledger,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.orders = orders;
        this.guard = guard;
        this.told = told;
        this.methods = methods;
        this.authorisations = authorisations;
        this.ledger = ledger;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    /**
     * How bills are to be paid.
     *
     * @param method id of a saved one, of whoever asks
     * @param language in which the authorisation was read
     */
    record Terms(
            String method, @Nullable Integer day, @Nullable Long mostCents, String language) {}

    /** {@return the account's order, or {@link AutopayNotFound}} */
    Mono<AutopayView> view(SignedIn who, long account) {
        return orders.find(account)
                .switchIfEmpty(Mono.error(AutopayNotFound::new))
                .flatMap(order -> next(order).map(next -> view(who, order, next)));
    }

    /** What is next, if anything, and how much of it there is to pay. */
    private record Coming(Optional<Next> bill, long cents) {}

    private Mono<Coming> next(Order order) {
        return orders.next(order.account(), ledger.today())
                .flatMap(next -> guard.debitCents(order.account(), next.dueOn())
                        .map(cents -> new Coming(Optional.of(next), cents)))
                .defaultIfEmpty(new Coming(Optional.empty(), 0));
    }

    private AutopayView view(SignedIn who, Order order, Coming coming) {
        // which card it is concerns whoever set it, and nobody else who sees the account
        var method = order.login() == who.login()
                ? new MethodView(Long.toString(order.method()), order.kind(), order.label(), order.last4())
                : null;
        var isPaused = order.pausedAt() != null;
        var next = isPaused || coming.cents() == 0
                ? null
                : coming.bill()
                        .map(bill -> new NextView(coming.cents(), bill.debitOn().toString()))
                        .orElse(null);
        return new AutopayView(
                method,
                order.day(),
                order.mostCents(),
                Letters.time(order.madeAt(), zone),
                isPaused,
                next,
                !isPaused && isLocked(coming.bill()));
    }

    /** From the first instant of the day of the debit, in the utility's zone, until it is decided. */
    private boolean isLocked(Optional<Next> next) {
        return next.filter(bill -> !bill.debitOn().isAfter(ledger.today())).isPresent();
    }

    /**
     * Sets the account's order. The same said again changes nothing; setting it takes it out of a pause.
     *
     * @throws AutopayLocked if today's debit is on its way
     * @throws meterside.portal.wish.MethodNotFound if they have not saved that method
     */
    Mono<Void> set(SignedIn who, long account, Terms terms, Network from) {
        return methods.find(who.login(), terms.method()).flatMap(method -> orders.lock(account)
                .then(Mono.defer(() -> orders.find(account)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(before -> replaced(who, account, before, method, terms, from))
                .as(transaction::transactional));
    }

    private Mono<Void> replaced(
            SignedIn who, long account, Optional<Order> before, Method method, Terms terms, Network from) {
        if (before.filter(order -> isSame(order, who, method, terms)).isPresent()) {
            return Mono.empty();
        }
        return before.map(order -> mustNotBeLocked(order)
                        .then(orders.end(order.id(), clock.instant()))
                        .then(order.login() == who.login() ? Mono.empty() : told.ended(order, null)))
                .orElseGet(Mono::empty)
                .then(Mono.defer(() -> orders.insert(
                        account,
                        who.login(),
                        method.id(),
                        terms.day(),
                        terms.mostCents(),
                        authorisations.paying(terms.language()).kept(),
                        clock.instant(),
                        ledger.today())))
                .then(Mono.defer(() -> orders.find(account)))
                .flatMap(order -> next(order)
                        .flatMap(next -> told.set(
                                order,
                                next.cents(),
                                next.bill().map(Next::debitOn).orElse(null)))
                        .then(note(who, "autopay-set", account, terms(order), from)));
    }

    private static boolean isSame(Order order, SignedIn who, Method method, Terms terms) {
        return order.pausedAt() == null
                && order.login() == who.login()
                && order.method() == method.id()
                && Objects.equals(order.day(), terms.day())
                && Objects.equals(order.mostCents(), terms.mostCents());
    }

    /**
     * Ends the account's order.
     *
     * @throws AutopayNotFound if there is none
     * @throws AutopayLocked if today's debit is on its way
     */
    Mono<Void> end(SignedIn who, long account, Network from) {
        return orders.lock(account)
                .then(Mono.defer(() -> orders.find(account)))
                .switchIfEmpty(Mono.error(AutopayNotFound::new))
                .flatMap(order -> mustNotBeLocked(order)
                        .then(Mono.defer(() -> orders.end(order.id(), clock.instant())))
                        .then(Mono.defer(() -> told.ended(order, null)))
                        .then(note(who, "autopay-ended", account, Map.of(), from)))
                .as(transaction::transactional);
    }

    private Mono<Void> mustNotBeLocked(Order order) {
        return order.pausedAt() != null
                ? Mono.empty()
                : orders.next(order.account(), ledger.today())
                        .filter(next -> isLocked(Optional.of(next)))
                        .flatMap(next -> Mono.error(AutopayLocked::new));
    }

    private Mono<Void> note(SignedIn who, String action, long account, Map<String, Object> detail, Network from) {
        return audit.note(Audit.login(who.login()), action, "account:" + account, detail, from.address());
    }

    private static Map<String, Object> terms(Order order) {
        var terms = new HashMap<String, Object>();
        terms.put("method", order.method());
        if (order.day() != null) {
            terms.put("day", order.day());
        }
        if (order.mostCents() != null) {
            terms.put("mostCents", order.mostCents());
        }
        return terms;
    }
}
