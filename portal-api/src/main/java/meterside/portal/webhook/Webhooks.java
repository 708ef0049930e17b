package meterside.portal.webhook;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.gateway.Gateway;
import meterside.portal.gateway.Outcome;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.Lifecycle;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.method.Methods;
import meterside.portal.method.Methods.Left;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.refund.Sending;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the provider tells, once however often it comes, and lets those hear of it whom it concerns, in the same
 * transaction: either both are done or it will be told again.
 */
@Service
class Webhooks {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ProviderEventRepository events;
    private final Payments payments;
    private final Sending refunds;
    private final Gateway gateway;
    private final Methods methods;
    private final TransactionalOperator transaction;
    private final JsonMapper json;
    private final Clock clock;

    Webhooks(
            ProviderEventRepository events,
            Payments payments,
            Sending refunds,
            Gateway gateway,
            Methods methods,
            TransactionalOperator transaction,
            JsonMapper json,
            Clock clock) {
        this.events = events;
        this.payments = payments;
        this.refunds = refunds;
        this.gateway = gateway;
        this.methods = methods;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    Mono<Void> take(String text) {
        return Mono.fromSupplier(() -> Happening.of(json, text)).flatMap(happening -> Mono.zip(
                        maybe(paymentOf(happening)), maybe(leftOn(happening)))
                .flatMap(about -> keep(happening, about.getT1(), about.getT2()).as(transaction::transactional)));
    }

    private static <T> Mono<Optional<T>> maybe(Mono<T> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Mono<Void> keep(Happening happening, Optional<Payment> payment, Optional<Left> left) {
        return events.insert(happening, clock.instant()).filter(isNew -> isNew).flatMap(isNew -> payment.flatMap(
                        found -> newsOf(happening, found)
                                .map(news -> payments.move(found.id(), news).then()))
                .orElseGet(Mono::empty)
                .then(Mono.defer(() -> refundOf(happening)))
                .then(Mono.defer(() -> left.map(methods::keep).orElseGet(Mono::empty))));
    }

    private Mono<Void> refundOf(Happening happening) {
        var ours = happening.refund();
        var theirs = happening.object();
        return happening.type().startsWith("refund.")
                        && theirs != null
                        && ours != null
                        && ID.matcher(ours).matches()
                ? refunds.heard(UUID.fromString(ours), theirs, Objects.requireNonNullElse(happening.status(), ""))
                : Mono.empty();
    }

    /** {@return the card or account that somebody left to be kept; empty if it is about none} */
    private Mono<Left> leftOn(Happening happening) {
        var session = happening.session();
        return session != null && happening.saves() && happening.type().equals("checkout.session.completed")
                ? methods.left(session)
                : Mono.empty();
    }

    /**
     * {@return the payment it is about; empty for none of ours} What is told of a payment may be told before we know what the
     * provider calls it: then the provider is asked whose it is.
     */
    private Mono<Payment> paymentOf(Happening happening) {
        var ours = happening.payment();
        if (ours != null) {
            return one(ours);
        }
        var theirs = happening.providerPayment();
        if (theirs == null || eventOf(happening, Optional.empty()).isEmpty()) {
            return Mono.empty();
        }
        return payments.ofProvider(theirs)
                .switchIfEmpty(Mono.defer(
                        () -> gateway.payment(theirs).mapNotNull(Outcome::ours).flatMap(this::one)));
    }

    private Mono<Payment> one(String id) {
        return ID.matcher(id).matches()
                ? payments.find(UUID.fromString(id)).onErrorComplete(PaymentNotFound.class)
                : Mono.empty();
    }

    private static Optional<News> newsOf(Happening happening, Payment payment) {
        return eventOf(happening, Optional.of(payment))
                .map(event -> new News(
                        event,
                        causeOf(happening, event),
                        happening.session(),
                        null,
                        happening.providerPayment(),
                        event == Event.PAID || Lifecycle.takesBack(event) ? happening.cents() : null,
                        reasonOf(happening, event),
                        Map.of("type", happening.type())));
    }

    private static Optional<Event> eventOf(Happening happening, Optional<Payment> payment) {
        var status = Objects.requireNonNullElse(happening.status(), "");
        return Optional.ofNullable(
                switch (happening.type()) {
                    case "checkout.session.completed" -> status.equals("paid") ? Event.PAID : Event.SENT_TO_BANK;
                    case "checkout.session.async_payment_succeeded", "payment_intent.succeeded" -> Event.PAID;
                    case "checkout.session.async_payment_failed" -> Event.NOT_PAID;
                    case "checkout.session.expired" -> Event.EXPIRED;
                    case "payment_intent.processing" -> Event.SENT_TO_BANK;
                    // on a page another card may follow; what is the end of it, the page itself tells
                    case "payment_intent.payment_failed" ->
                        payment.filter(one -> one.wish().isOnPage()).isPresent() ? Event.TRY_DECLINED : Event.NOT_PAID;
                    // an inquiry takes nothing; if it becomes a dispute, the provider tells that the money is gone
                    case "charge.dispute.created", "charge.dispute.funds_withdrawn" ->
                        status.startsWith("warning_")
                                ? null
                                : payment.filter(one -> one.kind() == Kind.BANK).isPresent()
                                        ? Event.RETURNED
                                        : Event.DISPUTED;
                    case "charge.dispute.closed" ->
                        switch (status) {
                            case "won" -> Event.DISPUTE_WON;
                            case "lost" -> Event.DISPUTE_LOST;
                            default -> null;
                        };
                    default -> null;
                });
    }

    /** {@return what told it: of a dispute the dispute itself, since that money is gone is told of it more than once} */
    private static String causeOf(Happening happening, Event event) {
        var isDispute = event == Event.DISPUTED || event == Event.RETURNED;
        return "provider:"
                + (isDispute ? Objects.requireNonNullElse(happening.object(), happening.id()) : happening.id());
    }

    /** {@return why, in our spelling} */
    private static @Nullable String reasonOf(Happening happening, Event event) {
        var reason = happening.reason();
        return switch (event) {
            case DISPUTED -> "dispute";
            case RETURNED, NOT_PAID, TRY_DECLINED -> reason == null ? null : spelt(reason);
            case EXPIRED -> "expired";
            default -> null;
        };
    }

    private static String spelt(String reason) {
        return reason.matches("R[0-9]{2}")
                ? reason
                : reason.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
