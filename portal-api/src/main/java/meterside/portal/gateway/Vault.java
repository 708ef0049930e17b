package meterside.portal.gateway;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.gateway.Gateway.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Cards and bank accounts that the provider keeps for our customers. We know a token, a name and four digits of each. */
@Service
public class Vault {

    private final Wire wire;

    Vault(Wire wire) {
        this.wire = wire;
    }

    /**
     * A card or account that is kept.
     *
     * @param customer what the provider calls its owner
     * @param method the token; it pays nowhere else
     * @param label brand or bank
     * @param expiresOn last day of a card's last month; null for accounts
     */
    public record Saved(
            String customer,
            String method,
            Instrument instrument,
            String label,
            String last4,
            @Nullable LocalDate expiresOn) {}

    /** {@return what the provider calls the customer from now on} */
    public Mono<String> customer(long login, String email) {
        var asked = CustomerCreateParams.builder()
                .setEmail(email)
                .putMetadata("login", Long.toString(login))
                .build();
        return wire.ask(stripe -> stripe.customers()
                .create(
                        asked,
                        Wire.once(UUID.nameUUIDFromBytes(
                                        "customer %d %s".formatted(login, email).getBytes(StandardCharsets.UTF_8))
                                .toString()))
                .getId());
    }

    /** {@return a page on which a customer leaves a card or account for later} */
    public Mono<Page> page(
            UUID key,
            long login,
            String customer,
            Instrument instrument,
            String language,
            String successUrl,
            String cancelUrl) {
        var asked = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SETUP)
                .addPaymentMethodType(
                        switch (instrument) {
                            case CARD -> SessionCreateParams.PaymentMethodType.CARD;
                            case BANK -> SessionCreateParams.PaymentMethodType.US_BANK_ACCOUNT;
                        })
                .setCustomer(customer)
                .putMetadata("login", Long.toString(login))
                .setSuccessUrl(successUrl)
                .setCancelUrl(cancelUrl)
                .setLocale(language.equals("es") ? SessionCreateParams.Locale.ES : SessionCreateParams.Locale.EN)
                .build();
        return wire.ask(stripe -> {
            var session = stripe.checkout().sessions().create(asked, Wire.once(key.toString()));
            return new Page(session.getId(), session.getUrl());
        });
    }

    /**
     * {@return what was left on a page, to pay or only to save; empty while nothing was} An account that its owner has yet to
     * verify is nothing yet: nothing may be debited from it (rule PY11).
     */
    public Mono<Saved> savedOn(String session) {
        var expanded = SessionRetrieveParams.builder()
                .addExpand("payment_intent")
                .addExpand("setup_intent")
                .build();
        return wire.ask(stripe -> {
                    var found = stripe.checkout().sessions().retrieve(session, expanded);
                    var paid = found.getPaymentIntentObject();
                    var setUp = found.getSetupIntentObject();
                    var method = paid != null
                            ? good(paid.getStatus(), paid.getPaymentMethod())
                            : setUp == null ? null : good(setUp.getStatus(), setUp.getPaymentMethod());
                    return java.util.Optional.ofNullable(method == null ? null : saved(stripe, method));
                })
                .flatMap(Mono::justOrEmpty);
    }

    private static @Nullable String good(@Nullable String status, @Nullable String method) {
        return "succeeded".equals(status) || "processing".equals(status) ? method : null;
    }

    /** {@return a method by its token} */
    public Mono<Saved> method(String method) {
        return wire.ask(stripe -> saved(stripe, method));
    }

    /** Has the provider forget a method. One that it does not know is forgotten. */
    public Mono<Void> forget(String method) {
        return wire.ask(stripe -> stripe.paymentMethods().detach(method))
                .onErrorResume(GatewayFailure.class, failure -> failure.isUnsure() ? Mono.error(failure) : Mono.empty())
                .then();
    }

    private static Saved saved(V1Services stripe, String token) throws StripeException {
        var method = stripe.paymentMethods().retrieve(token);
        var customer = Objects.requireNonNullElse(method.getCustomer(), "");
        var card = method.getCard();
        return card == null ? account(method, customer) : card(method, customer, card);
    }

    private static Saved card(PaymentMethod method, String customer, PaymentMethod.Card card) {
        var last = YearMonth.of(card.getExpYear().intValue(), card.getExpMonth().intValue());
        return new Saved(
                customer, method.getId(), Instrument.CARD, name(card.getBrand()), card.getLast4(), last.atEndOfMonth());
    }

    private static Saved account(PaymentMethod method, String customer) {
        var account = method.getUsBankAccount();
        if (account == null) {
            throw new IllegalStateException("neither a card nor a bank account: " + method.getType());
        }
        return new Saved(
                customer,
                method.getId(),
                Instrument.BANK,
                Objects.requireNonNullElse(account.getBankName(), "Bank"),
                account.getLast4(),
                null);
    }

    /** {@return a brand as its owner writes it, more or less} */
    private static String name(@Nullable String brand) {
        return switch (Objects.requireNonNullElse(brand, "")) {
            case "visa" -> "Visa";
            case "mastercard" -> "Mastercard";
            case "amex" -> "American Express";
            case "discover" -> "Discover";
            case "diners" -> "Diners Club";
            case "jcb" -> "JCB";
            case "unionpay" -> "UnionPay";
            default -> "Card";
        };
    }
}
