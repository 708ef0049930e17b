package meterside.standins.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What banks do in their own time, by the clock and by hand; and what goes wrong on the way to us. */
class BankTest {

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
    void sendsMoneyBackLongAfterItCame() throws Exception {
        paid("p-1", PaymentMethodType.US_BANK_ACCOUNT, "000123456789");
        shop.money().act("settle", "p-1", "");

        assertThat(shop.money().act("return", "p-1", "R10")).isTrue();
        assertThat(shop.money().act("return", "p-1", "R10")).as("once").isFalse();

        Shop.await("the dispute", () -> shop.told().contains("charge.dispute.closed"));
        var dispute = (Dispute) object("charge.dispute.created");
        assertThat(dispute.getStatus()).isEqualTo("lost");
        assertThat(dispute.getReason()).isEqualTo("debit_not_authorized");
        assertThat(dispute.getMetadata()).containsEntry("return_code", "R10");
    }

    @ParameterizedTest
    @CsvSource({"won, 1", "lost, 0"})
    void decidesADispute(String how, int movedBack) throws Exception {
        paid("p-1", PaymentMethodType.CARD, "4000000000000259");
        shop.clock.forward(Duration.ofDays(5));
        Shop.await("the dispute", () -> shop.told().contains("charge.dispute.created"));

        shop.money().act(how, "p-1", "");

        Shop.await("its end", () -> shop.told().contains("charge.dispute.closed"));
        assertThat(((Dispute) object("charge.dispute.closed")).getStatus()).isEqualTo(how);
        assertThat(shop.money().all("balance_transaction").stream()
                        .filter(moved -> moved.path("amount").asLong() == 8314)
                        .count())
                .isEqualTo(1 + movedBack);
    }

    @Test
    void failsARefundThatHadSucceeded() throws Exception {
        paid("p-1", PaymentMethodType.CARD, "4000000000005126");
        refund();

        shop.clock.forward(Duration.ofDays(6));

        Shop.await("the failure", () -> shop.told().contains("refund.failed"));
        assertThat(((Refund) object("refund.failed")).getStatus()).isEqualTo("failed");
        assertThat(shop.money().all("charge").getFirst().path("amount_refunded").asLong())
                .isZero();
    }

    @Test
    void givesBackToABankInDays() throws Exception {
        paid("p-1", PaymentMethodType.US_BANK_ACCOUNT, "000123456789");
        shop.money().act("settle", "p-1", "");

        assertThat(refund().getStatus()).isEqualTo("pending");
        shop.money().act("refund-done", "p-1", "");

        Shop.await("the end", () -> shop.told().contains("refund.updated"));
    }

    @Test
    void asksTheCardsOwner() throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        assertThat(shop.money().pay(session.getUrl(), "4000002760003184")).isEqualTo("asking");
        assertThat(shop.get(session.getUrl()).body()).contains("Your bank asks");
        var answered = shop.post(session.getUrl(), "answer=yes");

        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(answered.headers().firstValue("Location"))
                .contains("http://127.0.0.1:9/pay/done?session=" + session.getId());
    }

    @Test
    void closesAPageThatNobodyUsed() throws Exception {
        var session = shop.open(
                Shop.page("p-1", 8314, PaymentMethodType.CARD)
                        .setExpiresAt(shop.clock.instant().getEpochSecond() + 1800),
                "p-1");

        shop.clock.forward(Duration.ofMinutes(30));

        Shop.await("the end", () -> shop.told().contains("checkout.session.expired"));
        assertThat(shop.money().pay(session.getUrl(), "4242424242424242")).isEqualTo("gone");
        assertThat(shop.get(session.getUrl()).body()).contains("has run out");
    }

    @ParameterizedTest
    @CsvSource({
        "kind=card&number=4242424242424241&expiry=12/99&cvc=123, number",
        "kind=card&number=4242424242424242&expiry=12/19&cvc=123, expiry",
        "kind=card&number=4242424242424242&expiry=12/99&cvc=1, cvc"
    })
    void saysWhichFieldIsWrongAndShowsNothingTypedAgain(String typed, String field) throws Exception {
        var session = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");

        var answer = shop.post(session.getUrl(), typed);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("href=\"#" + field + "\"").doesNotContain("424242424242424");
        assertThat(shop.money().all("charge")).isEmpty();
    }

    @Test
    void tellsTwiceInReverseLateAndNever() throws Exception {
        shop.provider.plan("pay.webhook=reversed,pay.webhook=twice");
        paid("p-1", PaymentMethodType.CARD, "4242424242424242");
        Shop.await("three", () -> shop.events.size() == 3);
        shop.provider.plan("pay.webhook.checkout.session.completed=none");
        paid("p-2", PaymentMethodType.CARD, "4242424242424242");
        Shop.await("a fourth", () -> shop.events.size() == 4);

        assertThat(shop.told())
                .containsExactly(
                        "checkout.session.completed",
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "payment_intent.succeeded");
        Shop.await("nothing untold", () -> shop.money().untold() == 0);
        assertThat(shop.money().act("again", "p-2", "")).isTrue();
        Shop.await("it all the same", () -> shop.events.size() == 6);
    }

    @Test
    void tellsBeforeItAnswers() throws Exception {
        paid("p-1", PaymentMethodType.CARD, "4242424242424242");
        shop.provider.plan("pay.refund=slow-after:8000");

        refund();

        assertThat(shop.told()).contains("charge.refunded", "refund.updated");
    }

    @ParameterizedTest
    @CsvSource({
        // right: 2 × 83.14 and 2 × -1.00 are 4 lines and 164.28
        "drop-line, 'total,3,8114,'",
        "double-line, 'total,5,24742,'",
        "alter-line, 'total,4,16528,'",
        "wrong-total, 'total,4,16429,'"
    })
    void writesAFileThatIsNotRight(String fault, String total) throws Exception {
        paid("p-1", PaymentMethodType.CARD, "4242424242424242");
        paid("p-2", PaymentMethodType.CARD, "4242424242424242");
        refund();
        refundOf(0);
        shop.clock.forward(Duration.ofDays(1));
        shop.provider.plan("pay.settlement=" + fault);

        assertThat(shop.settlement("2026-06-10").lines().toList().getLast()).startsWith(total);
    }

    private void paid(String payment, PaymentMethodType kind, String number) throws Exception {
        var session = shop.open(Shop.page(payment, 8314, kind), payment);
        assertThat(shop.money().pay(session.getUrl(), number)).isEqualTo("done");
    }

    private Refund refund() throws Exception {
        return refundOf(shop.money().all("payment_intent").size() - 1);
    }

    private Refund refundOf(int which) throws Exception {
        return shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(shop.money()
                                .all("payment_intent")
                                .get(which)
                                .path("id")
                                .asString())
                        .putMetadata("payment", "p-" + (which + 1))
                        .setAmount(100L)
                        .build());
    }

    private Object object(String type) {
        return shop.events.stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow()
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
    }
}
