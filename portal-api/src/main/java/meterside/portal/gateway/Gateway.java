package meterside.portal.gateway;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.CustomerCreation;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.gateway.Outcome.Standing;
import meterside.portal.gateway.Wire.Declined;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Pages to pay on, debits of saved methods, and how both fare. Every call that moves money goes under our payment's id as its
 * key, so that asking again after a lost answer is asking once. No transaction may be open while one of these is under way.
 *
 * <p>All fail with {@link GatewayFailure} when there is no answer, and with {@link PayingUnavailable} when no provider is set up.
 */
@Service
public class Gateway {

    private static final String PAYMENT = "payment";

    private final Wire wire;

    Gateway(Wire wire) {
        this.wire = wire;
    }

    /** A page on which a customer can pay, at the provider's own address. */
    public record Page(String session, String url) {}

    /**
     * A debit without the customer's being there.
     *
     * @param payment our id, and the key under which the provider is asked
     * @param customer what the provider calls the customer
     * @param method what it calls their card or account
     */
    public record Debit(
            UUID payment, Instrument instrument, long cents, String currency, String customer, String method) {}

    /** {@return whether a provider is set up at all} */
    public boolean isOpen() {
        return wire.isOpen();
    }

    /** {@return the page; the same one each time the same is asked within a day} */
    public Mono<Page> page(PageRequest wish) {
        var asked = sessionOf(wish);
        return wire.ask(stripe -> stripe.checkout()
                        .sessions()
                        .create(asked, Wire.once(wish.payment().toString())))
                .map(session -> new Page(session.getId(), session.getUrl()));
    }

    /** {@return how a page fares, and what was paid on it} */
    public Mono<Outcome> look(String session) {
        var withPayment =
                SessionRetrieveParams.builder().addExpand("payment_intent").build();
        return wire.ask(stripe -> stripe.checkout().sessions().retrieve(session, withPayment))
                .map(Gateway::outcome);
    }

    /** Closes a page, so that nobody can pay on it. {@return how it fares: what was paid already stays paid} */
    public Mono<Outcome> close(String session) {
        return wire.ask(stripe -> stripe.checkout().sessions().expire(session))
                .map(Gateway::outcome)
                .onErrorResume(
                        GatewayFailure.class,
                        failure -> failure.getCause() instanceof InvalidRequestException
                                ? look(session) // it was paid or closed already
                                : Mono.error(failure));
    }

    /** {@return how the debit fares; a decline is an outcome} */
    public Mono<Outcome> debit(Debit debit) {
        var type =
                switch (debit.instrument()) {
                    case CARD -> "card";
                    case BANK -> "us_bank_account";
                };
        var asked = PaymentIntentCreateParams.builder()
                .setAmount(debit.cents())
                .setCurrency(debit.currency().toLowerCase(java.util.Locale.ROOT))
                .setCustomer(debit.customer())
                .setPaymentMethod(debit.method())
                .addPaymentMethodType(type)
                .setOffSession(true)
                .setConfirm(true)
                .putMetadata(PAYMENT, debit.payment().toString())
                .build();
        return wire.ask(stripe -> stripe.paymentIntents()
                        .create(asked, Wire.once(debit.payment().toString())))
                .map(Gateway::outcome)
                .onErrorResume(Declined.class, declined -> Mono.just(declined.outcome()));
    }

    /** {@return how a payment fares, by what the provider calls it} */
    public Mono<Outcome> payment(String providerPayment) {
        return wire.ask(stripe -> stripe.paymentIntents().retrieve(providerPayment))
                .map(Gateway::outcome);
    }

    /** {@return how the payment of that id of ours fares, or empty if the provider has none: its index is a minute behind} */
    public Mono<Outcome> find(UUID payment) {
        var asked = PaymentIntentSearchParams.builder()
                .setQuery("metadata['payment']:'%s'".formatted(payment))
                .setLimit(1L)
                .build();
        return wire.ask(stripe -> stripe.paymentIntents().search(asked))
                .flatMap(found -> Mono.justOrEmpty(found.getData().stream().findFirst()))
                .map(Gateway::outcome);
    }

    private static SessionCreateParams sessionOf(PageRequest wish) {
        var payment = wish.payment().toString();
        var intent = PaymentIntentData.builder().putMetadata(PAYMENT, payment);
        var session = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .addPaymentMethodType(
                        switch (wish.instrument()) {
                            case CARD -> PaymentMethodType.CARD;
                            case BANK -> PaymentMethodType.US_BANK_ACCOUNT;
                        })
                .addLineItem(line(wish.amountText(), wish.amountCents(), wish.currency()))
                .setClientReferenceId(payment)
                .putMetadata(PAYMENT, payment)
                .setSuccessUrl(wish.successUrl())
                .setCancelUrl(wish.cancelUrl())
                .setLocale(wish.language().equals("es") ? SessionCreateParams.Locale.ES : SessionCreateParams.Locale.EN)
                .setExpiresAt(wish.expiresAt().getEpochSecond());
        if (wish.feeCents() > 0) {
            session.addLineItem(line(wish.feeText(), wish.feeCents(), wish.currency()));
        }
        if (wish.save()) {
            intent.setSetupFutureUsage(PaymentIntentData.SetupFutureUsage.OFF_SESSION);
            session.setCustomerCreation(CustomerCreation.ALWAYS)
                    .putMetadata("save", "yes")
                    .putMetadata("login", Objects.toString(wish.login(), ""));
        }
        return session.setPaymentIntentData(intent.build()).build();
    }

    private static LineItem line(String text, long cents, String currency) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(PriceData.builder()
                        .setCurrency(currency.toLowerCase(java.util.Locale.ROOT))
                        .setUnitAmount(cents)
                        .setProductData(
                                PriceData.ProductData.builder().setName(text).build())
                        .build())
                .build();
    }

    private static Outcome outcome(Session session) {
        var intent = session.getPaymentIntentObject();
        var paid =
                switch (Objects.requireNonNullElse(session.getStatus(), "")) {
                    case "open" -> bare(Standing.OPEN, session);
                    case "expired" -> bare(Standing.EXPIRED, session);
                    default -> intent == null ? bare(Standing.PROCESSING, session) : outcome(intent);
                };
        return paid.on(session.getId());
    }

    private static Outcome bare(Standing standing, Session session) {
        return new Outcome(
                standing,
                session.getId(),
                session.getPaymentIntent(),
                session.getMetadata() == null ? null : session.getMetadata().get(PAYMENT),
                session.getAmountTotal(),
                standing == Standing.EXPIRED ? "expired" : null);
    }

    private static Outcome outcome(PaymentIntent intent) {
        var standing =
                switch (Objects.requireNonNullElse(intent.getStatus(), "")) {
                    case "succeeded" -> Standing.PAID;
                    case "processing" -> Standing.PROCESSING;
                    case "requires_action" -> isToBeVerified(intent) ? Standing.PROCESSING : Standing.FAILED;
                    // it wants another card, or was cancelled: nothing comes of it by itself
                    default -> Standing.FAILED;
                };
        return new Outcome(
                standing,
                null,
                intent.getId(),
                intent.getMetadata() == null ? null : intent.getMetadata().get(PAYMENT),
                standing == Standing.PAID ? intent.getAmountReceived() : intent.getAmount(),
                standing == Standing.FAILED ? reason(intent) : null);
    }

    /** {@return whether a bank account's owner has to tell two small deposits first} The money follows then, after days. */
    private static boolean isToBeVerified(PaymentIntent intent) {
        var next = intent.getNextAction();
        return next != null && Objects.equals(next.getType(), "verify_with_microdeposits");
    }

    private static String reason(PaymentIntent intent) {
        @Nullable StripeError error = intent.getLastPaymentError();
        if (error == null) {
            return Objects.equals(intent.getStatus(), "requires_action") ? "authentication-required" : "declined";
        }
        var bank = error.getNetworkDeclineCode();
        return bank != null && bank.matches("R[0-9]{2}") ? bank : Wire.reason(error.getDeclineCode(), error.getCode());
    }
}
