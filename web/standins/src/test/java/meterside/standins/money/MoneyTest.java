package meterside.standins.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider, asked by Stripe's own library. */
class MoneyTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(folder, Map.of());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void takesACardOnItsPageAndTellsUs() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        assertThat(session.getPaymentIntent()).isNull();
        assertThat(shop.money().pay(session.getUrl(), "4242424242424242")).isEqualTo("done");
        Shop.await("the webhooks", () -> shop.events.size() == 2);

        assertThat(shop.told()).containsExactly("payment_intent.succeeded", "checkout.session.completed");
        var object = shop.events.get(1).getDataObjectDeserializer().getObject().orElseThrow();
        var told = (com.stripe.model.checkout.Session) object;
        assertThat(told.getPaymentStatus()).isEqualTo("paid");
        assertThat(told.getMetadata()).containsEntry("payment", "p-1");
        var paid = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .build());
        assertThat(paid.getPaymentIntentObject().getStatus()).isEqualTo("succeeded");
        assertThat(paid.getPaymentIntentObject()
                        .getLatestChargeObject()
                        .getPaymentMethodDetails()
                        .getCard()
                        .getLast4())
                .isEqualTo("4242");
    }

    @Test
    void takesMoneyOnceHoweverOftenItsButtonIsPressed() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        shop.money().pay(session.getUrl(), "4000000000000002");

        shop.money().pay(session.getUrl(), "4242424242424242");
        shop.money().pay(session.getUrl(), "4242424242424242");

        assertThat(shop.money().all("payment_intent")).hasSize(1);
        assertThat(shop.money().all("charge"))
                .extracting(charge -> charge.path("status").asString())
                .containsExactly("failed", "succeeded");
    }

    @Test
    void answersTheSameKeyTheSame() throws Exception {
        var first = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        var again = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThatThrownBy(() -> shop.open(Shop.page("p-1", 9999, PaymentMethodType.CARD), "p-1"))
                .isInstanceOf(IdempotencyException.class);
    }

    @Test
    void forgetsAKeyAfterADay() throws Exception {
        var first = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        shop.clock.forward(Duration.ofHours(25));

        assertThat(shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1")
                        .getId())
                .isNotEqualTo(first.getId());
    }

    @Test
    void losesAnAnswerAndStillHasDoneWhatWasAsked() throws Exception {
        shop.provider.plan("pay.session=500-after");

        assertThatThrownBy(() -> shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1"))
                .isInstanceOf(ApiException.class);
        var again = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        assertThat(shop.money().all("checkout.session"))
                .extracting(session -> session.path("id").asString())
                .containsExactly(again.getId());
    }

    @Test
    void movesABankAccountsMoneyInDays() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.US_BANK_ACCOUNT), "p-1");
        shop.money().pay(session.getUrl(), "000123456789");
        Shop.await("the first webhooks", () -> shop.events.size() == 2);

        shop.clock.forward(Duration.ofDays(6)); // a weekend and four business days
        Shop.await("the arrival", () -> shop.events.size() == 4);

        assertThat(shop.told())
                .containsExactly(
                        "payment_intent.processing",
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "checkout.session.async_payment_succeeded");
    }

    @Test
    void saysWhyABankSentADebitBack() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.US_BANK_ACCOUNT), "p-1");
        shop.money().pay(session.getUrl(), "000111111113");
        shop.clock.forward(Duration.ofDays(6));

        Shop.await("the return", () -> shop.told().contains("checkout.session.async_payment_failed"));

        var failed = (PaymentIntent) shop.events.stream()
                .filter(event -> event.getType().equals("payment_intent.payment_failed"))
                .findFirst()
                .orElseThrow()
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("account_closed");
        assertThat(failed.getLastPaymentError().getNetworkDeclineCode()).isEqualTo("R02");
    }

    @Test
    void debitsASavedMethodWithoutItsOwner() throws Exception {
        var saved = shop.saved(PaymentMethodType.CARD, "4242424242424242");

        var intent = shop.stripe.v1().paymentIntents().create(debit("p-2", 9610, saved), Shop.key("p-2"));

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        var found = shop.stripe
                .v1()
                .paymentIntents()
                .search(PaymentIntentSearchParams.builder()
                        .setQuery("metadata['payment']:'p-2'")
                        .build());
        assertThat(found.getData()).extracting(PaymentIntent::getId).containsExactly(intent.getId());
    }

    @Test
    void declinesADebitAndKeepsWhatItDeclined() throws Exception {
        var saved = shop.saved(PaymentMethodType.CARD, "4000000000000341");

        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().create(debit("p-2", 9610, saved), Shop.key("p-2")))
                .isInstanceOfSatisfying(CardException.class, declined -> {
                    assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
                    assertThat(declined.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("requires_payment_method");
                });
    }

    @Test
    void refusesWhatWasDetached() throws Exception {
        var saved = shop.saved(PaymentMethodType.CARD, "4242424242424242");
        shop.stripe.v1().paymentMethods().detach(saved[1]);

        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().create(debit("p-2", 9610, saved)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void givesBackNoMoreThanWasTaken() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        shop.money().pay(session.getUrl(), "4242424242424242");
        var intent = shop.money().all("payment_intent").getFirst().path("id").asString();

        var refund = shop.stripe.v1().refunds().create(refund(intent, 8000), Shop.key("r-1"));

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> shop.stripe.v1().refunds().create(refund(intent, 315), Shop.key("r-2")))
                .isInstanceOf(InvalidRequestException.class);
        Shop.await("the webhooks", () -> shop.told().containsAll(List.of("charge.refunded", "refund.updated")));
    }

    @Test
    void tellsAgainUntilItIsTaken() throws Exception {
        shop.answer = 500;
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        shop.money().pay(session.getUrl(), "4242424242424242");
        Shop.await("refusals", () -> shop.money().told("p-1").size() > 2);

        shop.answer = 200;

        Shop.await("the webhooks", () -> shop.events.size() == 2);
        Shop.await("nothing untold", () -> shop.money().untold() == 0);
    }

    @Test
    void signsWronglyOnceAndThenRightly() throws Exception {
        shop.provider.plan("pay.webhook=forged,pay.webhook=stale");
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        shop.money().pay(session.getUrl(), "4242424242424242");

        Shop.await("the webhooks", () -> shop.events.size() == 2);
        assertThat(shop.refused).hasSize(2);
    }

    @Test
    void knowsEverythingAgainAfterARestart() throws Exception {
        shop.answer = 500;
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        shop.money().pay(session.getUrl(), "4242424242424242");
        var known = shop.money().all("charge").toString();

        shop.stop();
        shop.answer = 200;
        shop.open();

        assertThat(shop.money().all("charge")).hasToString(known);
        var shown = shop.get("http://127.0.0.1:%d/dev/money.json".formatted(shop.provider.port()));
        assertThat(Vault.JSON.readTree(shown.body()).path("charge")).hasToString(known);
        assertThat(shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1")
                        .getId())
                .isEqualTo(session.getId());
        Shop.await("what was not told", () -> shop.events.size() >= 2);
    }

    @Test
    void keepsNoNumberThatWasTyped() throws Exception {
        var card = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        var bank = shop.open(Shop.page("p-2", 8314, PaymentMethodType.US_BANK_ACCOUNT), "p-2");
        shop.post(card.getUrl(), "kind=card&number=4242+4242+4242+4242&expiry=12/99&cvc=123&card-name=Ann");
        shop.post(bank.getUrl(), "kind=us_bank_account&routing=110000000&account=000123456789&name=Ann");

        assertThat(shop.money().all("charge")).hasSize(2);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(text).doesNotContain("4242424242424242", "4242 4242", "000123456789");
            }
        }
    }

    @Test
    void refusesAnotherKeyAndMisspeltParameters() {
        var stranger = RequestOptions.builder().setApiKey("sk_test_other").build();

        assertThatThrownBy(() -> shop.stripe.v1().customers().create(stranger))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> shop.stripe
                        .v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .putExtraParam("payment_itent", "pi_1")
                                .build()))
                .hasMessageContaining("payment_itent");
    }

    @Test
    void settlesADayToTheCent() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
        shop.money().pay(session.getUrl(), "4242424242424242");
        var intent = shop.money().all("payment_intent").getFirst().path("id").asString();
        shop.stripe.v1().refunds().create(refund(intent, 314), Shop.key("r-1"));
        shop.clock.forward(Duration.ofDays(1));

        var file = shop.settlement("2026-06-10");

        // 2.9 % of 83.14 is 2.41106, and thirty cents
        assertThat(file).isEqualTo("""
                day,provider_payment,kind,gross_cents,fee_cents
                2026-06-10,%1$s,charge,8314,271
                2026-06-10,%1$s,refund,-314,0
                total,2,8000,271
                """.formatted(intent));
    }

    private static PaymentIntentCreateParams debit(String payment, long cents, String[] saved) {
        return PaymentIntentCreateParams.builder()
                .setAmount(cents)
                .setCurrency("usd")
                .setConfirm(true)
                .setOffSession(true)
                .setCustomer(saved[0])
                .setPaymentMethod(saved[1])
                .addPaymentMethodType("card")
                .putMetadata("payment", payment)
                .build();
    }

    private static RefundCreateParams refund(String intent, long cents) throws StripeException {
        return RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(cents)
                .putMetadata("refund", "r-1")
                .build();
    }
}
