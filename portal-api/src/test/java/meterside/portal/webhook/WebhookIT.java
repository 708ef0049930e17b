package meterside.portal.webhook;

import static meterside.portal.testing.Bills.aBill;
import static meterside.portal.testing.Till.key;
import static meterside.portal.testing.Till.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.stripe.net.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.payment.Payments;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Provider;
import meterside.portal.testing.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the provider tells, in every order, doubled, late, forged and stale (R23). The events are the provider's own, of a real
 * payment; it tells nobody itself, so that the test can.
 */
class WebhookIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Till till;
    private static Browser demo;

    @BeforeAll
    static void open() {
        till = Till.deaf("meterside.sweep.millis", "3600000"); // nobody asks either
        demo = till.demo();
    }

    @AfterAll
    static void close() {
        till.close();
    }

    @AfterEach
    void backToNow() {
        till.portal.clock.set(Instant.parse(Homes.NOW));
    }

    private static long account() {
        var account = till.rows.write(
                "insert into account (number, name) values (?, 'Dana Demo') returning id", "T-" + key());
        till.rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.DEMO,
                account);
        aBill(till.rows, account).owing(10_000);
        return account;
    }

    /** {@return the provider's events about a payment, as it would send them, the oldest first} */
    private static List<ObjectNode> events(String payment) {
        var theirs = till.provider.money.all("payment_intent").stream()
                .filter(one -> one.at("/metadata/payment").asString("").equals(payment))
                .map(one -> one.path("id").asString(""))
                .findFirst()
                .orElse(payment);
        return till.provider.money.all("event").stream()
                .filter(event -> event.path("data").toString().contains(payment)
                        || event.path("data").toString().contains(theirs))
                .toList();
    }

    /** {@return the status of the answer} */
    private static int tell(String body, @Nullable String signature) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/callbacks/stripe".formatted(till.portal.port())))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(body));
            if (signature != null) {
                request.header("Stripe-Signature", signature);
            }
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int tell(JsonNode event) {
        return tell(event.toString(), signed(event.toString()));
    }

    private static String signed(String body) {
        return "t=%d,v1=%s".formatted(now(), signature(now(), body, Provider.SECRET));
    }

    private static long now() {
        return till.portal.clock.instant().getEpochSecond();
    }

    private static String signature(long at, String body, String secret) {
        try {
            return Webhook.Util.computeHmacSha256(secret, at + "." + body);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> List<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<T>>();
        for (var i = 0; i < all.size(); i++) {
            var rest = new ArrayList<>(all);
            var first = rest.remove(i);
            for (var order : orders(rest)) {
                var one = new ArrayList<T>(List.of(first));
                one.addAll(order);
                orders.add(one);
            }
        }
        return orders;
    }

    /** What a payment is after all of it was told, whatever the order. */
    private record Story(
            String name, String number, String kind, List<String> acts, String ends, long owed, long posted) {}

    private static final List<Story> STORIES = List.of(
            new Story("a card that is paid", Provider.CARD, "card", List.of(), "settled", 0, 1),
            new Story("a card declined first", "4000000000000002 " + Provider.CARD, "card", List.of(), "settled", 0, 1),
            new Story("a bank that pays", Provider.ACCOUNT, "bank", List.of("settle"), "settled", 0, 1),
            new Story("a bank that says no", Provider.ACCOUNT, "bank", List.of("fail R02"), "failed", 10_000, 0),
            new Story(
                    "a card that is disputed",
                    Provider.CARD,
                    "card",
                    List.of("dispute fraudulent"),
                    "charged-back",
                    10_000,
                    0),
            new Story(
                    "a dispute that is won",
                    Provider.CARD,
                    "card",
                    List.of("dispute fraudulent", "won"),
                    "settled",
                    0,
                    1),
            new Story(
                    "a dispute that is lost",
                    Provider.CARD,
                    "card",
                    List.of("dispute fraudulent", "lost"),
                    "charged-back",
                    10_000,
                    0),
            new Story(
                    "a debit that comes back",
                    Provider.ACCOUNT,
                    "bank",
                    List.of("settle", "return R01"),
                    "returned",
                    12_500,
                    0));

    /** Every event in every order, each of them twice, and our own answer to "make a page" before, between or after them. */
    @TestFactory
    Stream<DynamicTest> everyOrderEndsTheSame() {
        return STORIES.stream().map(story -> dynamicTest(story.name(), () -> tellInEveryOrder(story)));
    }

    private static void tellInEveryOrder(Story story) {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000, story.kind().equals("bank") ? "bank" : ""));
        for (var number : story.number().split(" ")) {
            till.types(payment, number);
        }
        for (var act : story.acts()) {
            var words = act.split(" ");
            assertThat(till.provider.money.act(words[0], payment, words.length > 1 ? words[1] : ""))
                    .isTrue();
        }
        var told = events(payment);
        var orders = orders(told);
        assertThat(told).as("events of %s", story.name()).hasSizeBetween(2, 6);
        for (var i = 0; i < orders.size(); i++) {
            if (orders.size() > 120 && i % (orders.size() / 120) != 0) {
                continue; // of 720 orders each sixth: every first event with every second is among them
            }
            var order = orders.get(i);
            var pageFirst = i % 2 == 0;
            begin(payment, account, pageFirst);

            for (var event : order) {
                assertThat(tell(event)).isEqualTo(200);
                assertThat(tell(event)).isEqualTo(200);
            }
            if (!pageFirst) {
                ourOwnAnswer(payment);
            }

            var as = "%s: %s"
                    .formatted(
                            story.name(),
                            order.stream()
                                    .map(one -> one.path("type").asString(""))
                                    .toList());
            assertThat(till.state(payment)).as(as).isEqualTo(story.ends());
            assertThat(till.owed(account)).as(as).isEqualTo(story.owed());
            assertThat(till.posted(payment)).as(as).isEqualTo(story.posted());
            assertThat(till.told("payment-received", payment)).as(as).isLessThanOrEqualTo(1);
            assertThat(till.rows.write("select count(*) from charge where account = ? and kind = 'fee'", account))
                    .as(as)
                    .isEqualTo(story.ends().equals("returned") ? 1 : 0);
        }
    }

    /** As if nothing had been told yet; before or after the provider's answer to our first question was noted. */
    private static void begin(String payment, long account, boolean pageIsKnown) {
        till.rows.write("delete from provider_event where provider = 'stripe'");
        till.rows.write("delete from payment_event where payment = ?::uuid", payment);
        till.rows.write("delete from notice where facts ->> 'payment' = ?", payment);
        till.rows.write("delete from ledger_close where account = ?", account);
        till.rows.write("delete from ledger_entry where account = ? and cause not like 'bill:%'", account);
        till.rows.write("delete from charge where account = ? and kind = 'fee'", account);
        till.rows.write(
                "update payment set state = ?, provider_payment = null, receipt = null, reason = null where id = ?::uuid",
                pageIsKnown ? "waiting" : "created",
                payment);
    }

    private static void ourOwnAnswer(String payment) {
        var session = till.rows.text("select provider_session from payment where id = ?::uuid", payment);
        var page = new News(Event.OPENED, "asked", session, "https://provider.example/c", null, null, null, Map.of());
        till.portal
                .bean(Payments.class)
                .move(UUID.fromString(payment), page)
                .as(till.portal.bean(TransactionalOperator.class)::transactional)
                .block();
    }

    @Test
    void aHundredAtOnceCountOnce() throws Exception {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        var events = events(payment);

        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 100; i++) {
                var event = events.get(i % events.size());
                answers.add(threads.submit(() -> tell(event)));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.posted(payment)).isEqualTo(1);
        assertThat(till.told("payment-received", payment)).isEqualTo(1);
        assertThat(till.rows.write("select count(*) from provider_event where facts ->> 'payment' = ?", payment))
                .isEqualTo(events.size());
    }

    /** An inquiry takes no money. If the bank goes on, it is told that the money is gone, beside the dispute itself. */
    @Test
    void anInquiryTakesNothingAndADisputeTakesOnce() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        till.provider.money.act("dispute", payment, "fraudulent");
        till.provider.money.act("won", payment, "");
        var events = events(payment);
        var dispute = of(events, "charge.dispute.created");
        var inquiry = retold(dispute, "charge.dispute.created", "warning_needs_response");
        events.stream()
                .filter(one -> !one.path("type").asString("").contains("dispute"))
                .forEach(WebhookIT::tell);

        assertThat(tell(inquiry)).isEqualTo(200);
        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.owed(account)).isZero();
        assertThat(tell(dispute)).isEqualTo(200);
        assertThat(tell(retold(dispute, "charge.dispute.funds_withdrawn", "needs_response")))
                .isEqualTo(200);
        assertThat(till.state(payment)).isEqualTo("charged-back");
        assertThat(till.owed(account)).isEqualTo(10_000);
        assertThat(tell(of(events, "charge.dispute.closed"))).isEqualTo(200);

        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.owed(account)).isZero();
        assertThat(till.told("payment-returned", payment)).isEqualTo(1);
    }

    private static ObjectNode of(List<ObjectNode> events, String type) {
        return events.stream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the same dispute, told of in another event} */
    private static ObjectNode retold(ObjectNode dispute, String type, String status) {
        var event = dispute.deepCopy();
        event.put("id", "evt_" + key().replace("-", ""));
        event.put("type", type);
        ((ObjectNode) event.at("/data/object")).put("status", status);
        return event;
    }

    /** Debits can come back for sixty days, also of money that was given back meanwhile: the customer then owes it again. */
    @Test
    void aReturnAfterAllWasGivenBackIsPosted() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000, "bank"));
        till.types(payment, Provider.ACCOUNT);
        till.provider.money.act("settle", payment, "");
        events(payment).forEach(WebhookIT::tell);
        till.rows.write("update payment set state = 'refunded' where id = ?::uuid", payment);
        till.provider.money.act("return", payment, "R10");

        events(payment).forEach(event -> assertThat(tell(event)).isEqualTo(200));

        assertThat(till.state(payment)).isEqualTo("returned");
        assertThat(till.posted(payment)).isZero();
    }

    @Test
    void threeDaysLateItCountsOnTheDayOnWhichItWasMade() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);

        till.portal.clock.pass(Duration.ofDays(3));
        events(payment).forEach(event -> assertThat(tell(event)).isEqualTo(200));

        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.rows.text("select min(effective_on)::text from ledger_entry where payment = ?::uuid", payment))
                .isEqualTo("2026-11-02");
    }

    /** Stripe's own scheme: v1 is HMAC-SHA-256 of the time, a full stop and the bytes. */
    @TestFactory
    Stream<DynamicTest> whatIsNotSignedByTheProviderChangesNothing() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        var body = events(payment).getFirst().toString();
        var good = signature(now(), body, Provider.SECRET);
        var old = now() - 301;
        return Stream.of(
                        Map.entry("none", ""),
                        Map.entry("no scheme we know", "t=%d,v0=%s".formatted(now(), good)),
                        Map.entry("no time", "v1=" + good),
                        Map.entry(
                                "another secret", "t=%d,v1=%s".formatted(now(), signature(now(), body, "whsec_other"))),
                        Map.entry("another time", "t=%d,v1=%s".formatted(now() + 1, good)),
                        Map.entry(
                                "another body",
                                "t=%d,v1=%s".formatted(now(), signature(now(), body + " ", Provider.SECRET))),
                        Map.entry("stale", "t=%d,v1=%s".formatted(old, signature(old, body, Provider.SECRET))),
                        Map.entry("nonsense", "}{"),
                        Map.entry("cut off", "t=%d,v1=%s".formatted(now(), good.substring(1))))
                .map(one -> dynamicTest(one.getKey(), () -> {
                    assertThat(tell(body, one.getValue().isEmpty() ? null : one.getValue()))
                            .isEqualTo(400);

                    assertThat(till.state(payment)).isEqualTo("waiting");
                    assertThat(till.posted(payment)).isZero();
                    assertThat(till.rows.write(
                                    "select count(*) from provider_event where facts ->> 'payment' = ?", payment))
                            .isZero();
                }));
    }

    @Test
    void whatWasAlteredOnTheWayIsRefused() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        var body = events(payment).getFirst().toString();

        var altered = tell(body.replace("10245", "1"), signed(body));

        assertThat(body).contains("10245");
        assertThat(altered).isEqualTo(400);
        assertThat(till.state(payment)).isEqualTo("waiting");
    }

    /** While a secret is rolled the provider signs with both. */
    @Test
    void oneGoodSignatureOfSeveralIsEnough() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        var body = events(payment).getFirst().toString();

        var answer = tell(
                body,
                "t=%d,v1=%s,v1=%s,v0=x"
                        .formatted(now(), signature(now(), body, "old"), signature(now(), body, Provider.SECRET)));

        assertThat(answer).isEqualTo(200);
        assertThat(till.state(payment)).isEqualTo("settled");
    }

    @Test
    void fiveMinutesOldIsStillBelieved() {
        var body = "{\"id\":\"evt_old\",\"object\":\"event\",\"type\":\"balance.available\",\"data\":{\"object\":{}}}";
        var old = now() - 300;

        assertThat(tell(body, "t=%d,v1=%s".formatted(old, signature(old, body, Provider.SECRET))))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"balance.available", "customer.updated", "payment_intent.created", "something.new.entirely"})
    void whatWeDoNotKnowIsKeptAndAnswered200(String type) {
        var id = "evt_" + key();
        var body = "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"x\"}}}"
                .formatted(id, type);

        assertThat(tell(body, signed(body))).isEqualTo(200);
        assertThat(tell(body, signed(body))).isEqualTo(200);

        assertThat(till.rows.write("select count(*) from provider_event where provider_key = ? and kind = ?", id, type))
                .isEqualTo(1);
    }

    @Test
    void aPaymentThatIsNotOursIsKeptAndChangesNothing() {
        var body = """
                {"id":"evt_%s","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_x","object":"payment_intent",
                 "status":"succeeded","amount_received":100,"metadata":{"payment":"%s"}}}}""".formatted(key(), key());
        var strange =
                body.replaceFirst("evt_", "evt_z").replaceAll("\"payment\":\"[^\"]*\"", "\"payment\":\"not an id\"");

        assertThat(tell(body, signed(body))).isEqualTo(200);
        assertThat(tell(strange, signed(strange))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"id\":\"evt_1\"}", "not json", "{\"id\":1,\"type\":2}", "null"})
    void whatIsNoEventIsRefused(String body) {
        assertThat(tell(body, signed(body))).isEqualTo(400);
    }

    /** A payment is paid by its own amount. */
    @Test
    void anotherAmountIsNotedAndPaysNothing() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        var event = (ObjectNode) events(payment).getFirst();
        ((ObjectNode) event.at("/data/object")).put("amount_received", 100);

        assertThat(tell(event)).isEqualTo(200);

        assertThat(till.state(payment)).isEqualTo("waiting");
        assertThat(till.posted(payment)).isZero();
        assertThat(till.rows.write(
                        "select count(*) from payment_event where payment = ?::uuid and event = 'paid' and from_state = to_state",
                        payment))
                .isEqualTo(1);
    }

    /** What follows nothing legal is noted with what told it, and answered 200. */
    @Test
    void anIllegalMoveIsNotedAndMovesNothing() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        events(payment).forEach(WebhookIT::tell);
        var body = """
                {"id":"evt_late_%s","object":"event","type":"checkout.session.expired","data":{"object":{"id":"cs_1","object":"checkout.session",
                 "status":"expired","payment_status":"unpaid","metadata":{"payment":"%s"}}}}""".formatted(payment, payment);

        assertThat(tell(body, signed(body))).isEqualTo(200);

        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.rows.text(
                        "select from_state || ' ' || to_state || ' ' || cause from payment_event where payment = ?::uuid and event = 'expired'",
                        payment))
                .isEqualTo("settled settled provider:evt_late_" + payment);
    }

    /** SC1: of a card only what we act on is kept, and neither its number nor its owner. */
    @Test
    void keepsNothingOfTheCard() {
        var account = account();
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);
        events(payment).forEach(WebhookIT::tell);

        var kept = till.rows.text("select string_agg(facts::text, ' ') from provider_event where provider = 'stripe'")
                + till.rows.text("select string_agg(detail::text, ' ') from payment_event");

        assertThat(kept)
                .doesNotContain(Provider.CARD)
                .doesNotContain("\"4242\"")
                .doesNotContain("Test Payer")
                .contains(payment);
    }
}
