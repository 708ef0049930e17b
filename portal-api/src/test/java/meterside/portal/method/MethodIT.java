package meterside.portal.method;

import static meterside.portal.testing.Bills.aBill;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Kept;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Cards and bank accounts that customers keep with the provider. */
class MethodIT {

    private static final String CARD = "4242424242424242";
    private static final String BANK = "000123456789";

    private static Kept kept;

    @BeforeAll
    static void open() {
        kept = new Kept();
    }

    @AfterAll
    static void close() {
        kept.close();
    }

    @BeforeEach
    void begin() {
        kept.provider.forget();
        kept.at(Homes.NOW);
    }

    @Test
    void isKeptByItsTokenAndItsOwnerIsTold() {
        var before = kept.told("method-added", 0);

        var id = kept.keep("bank", BANK);

        var shown = shown(id);
        assertThat(shown.get("kind").stringValue()).isEqualTo("bank");
        assertThat(shown.get("last4").stringValue()).isEqualTo("6789");
        assertThat(shown.get("expiresOn").isNull()).isTrue();
        assertThat(shown.get("usedBy").size()).isZero();
        assertThat(kept.told("method-added", 0)).isEqualTo(before + 1);
        assertThat(kept.rows.text("select address from notice where kind = 'method-added' order by id desc limit 1"))
                .isEqualTo(Homes.DEMO);
        // PY11: the words that were shown, in the language they were read in
        assertThat(kept.rows.text("select mandate from payment_method where id = ?", Long.parseLong(id)))
                .startsWith("2026-11 es: Autorizo a ");
        assertThat(kept.rows.text("select provider_method from payment_method where id = ?", Long.parseLong(id)))
                .startsWith("pm_");
    }

    @Test
    void showsTheWordsThatAuthoriseDebitsInTheReadersLanguage() {
        var english = kept.demo()
                .get("/api/payment-methods", "Accept-Language", "en-US,es;q=0.5")
                .json();
        var spanish = kept.demo()
                .get("/api/payment-methods", "Accept-Language", "es-US")
                .json();

        for (var kind : new String[] {"card", "bank", "autopay"}) {
            assertThat(english.at("/authorisations/" + kind).stringValue()).startsWith("I allow ");
            assertThat(spanish.at("/authorisations/" + kind).stringValue()).startsWith("Autorizo a ");
        }
    }

    @Test
    void isAddedAndRemovedOnlyWithFreshProof() {
        var id = kept.keep("card", CARD);
        var demo = kept.demo();
        kept.portal.clock.pass(Duration.ofMinutes(11));

        var added = demo.send("POST", "/api/payment-methods", "{\"kind\":\"card\",\"language\":\"en\"}");
        var removed = demo.send("DELETE", "/api/payment-methods/" + id, null);

        assertThat(added.code()).isEqualTo("proof-needed");
        assertThat(removed.code()).isEqualTo("proof-needed");
        assertThat(shown(id).get("id").stringValue()).isEqualTo(id);
    }

    @Test
    void isNobodyElses() {
        var id = kept.keep("card", CARD);
        var other = kept.portal.browser().signedInAs(Homes.OTHER);

        assertThat(other.send("DELETE", "/api/payment-methods/" + id, null).code())
                .isEqualTo("payment-method-not-found");
        assertThat(other.get("/api/payment-methods").json().get("methods").size())
                .isZero();
    }

    @Test
    void isKeptOnceHoweverOftenItIsTold() {
        kept.provider.plan("pay.webhook.checkout.session.completed=twice");

        var id = kept.keep("card", CARD);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> kept.provider.money.untold() == 0);
        assertThat(kept.rows.write(
                        "select count(*) from notice where kind = 'method-added' and facts ->> 'last4' = '4242' and made_at = ?",
                        kept.portal.clock.instant()))
                .isPositive();
        assertThat(kept.rows.write("""
                        select count(*) from payment_method a join payment_method b using (provider_session)
                        where a.id = ?
                        """, Long.parseLong(id))).isEqualTo(1);
    }

    /** PY11: nothing may be debited from an account that its owner has not verified, which takes them days. */
    @Test
    void anAccountIsKeptOnceItsOwnerHasVerifiedIt() {
        var page = kept.page("bank");
        assertThat(kept.provider.money.pay(page, "000666666661")).isEqualTo("done");
        var session = page.substring(page.lastIndexOf('/') + 1);
        var before = tidied(session);
        kept.portal.clock.pass(Duration.ofHours(26));
        var nextDay = tidied(session);
        kept.portal.clock.pass(Duration.ofDays(2));
        var setup = kept.provider.money.all("setup_intent").getLast().path("id").asString();
        assertThat(kept.provider.money.act("verify", setup, "")).isTrue();

        assertThat(before).isZero();
        assertThat(nextDay).isZero();
        assertThat(tidied(session)).isEqualTo(1);
    }

    private static long tidied(String session) {
        kept.portal.clock.pass(Duration.ofMinutes(3));
        kept.portal.bean(Tidy.class).tidy().block(Duration.ofMinutes(1));
        return kept.rows.write("select count(*) from payment_method where provider_session = ?", session);
    }

    /** The message is lost for good: whoever looks finds it, and so does the portal by itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isFoundThoughNobodyTellsOfIt(boolean looks) {
        kept.provider.plan("pay.webhook=none");
        var page = kept.page("card");
        kept.provider.money.pay(page, CARD);
        var session = page.substring(page.lastIndexOf('/') + 1);

        if (looks) {
            kept.demo().get("/api/payment-methods");
        } else {
            kept.portal.clock.pass(Duration.ofMinutes(3));
            kept.portal.bean(Tidy.class).tidy().block(Duration.ofMinutes(1));
        }

        assertThat(kept.rows.write("select count(*) from payment_method where provider_session = ?", session))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isKeptWhilePaying(boolean told) {
        var account = kept.account();
        aBill(kept.rows, account).owing(1_000);
        if (!told) {
            kept.provider.plan("pay.webhook.checkout.session.completed=none");
        }
        var key = UUID.randomUUID().toString();
        var paid = kept.demo().send("POST", "/api/payments", """
                {"parts":[{"account":"%d","cents":1000}],"kind":"card","save":true,"language":"es"}""".formatted(account), "Idempotency-Key", key);
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
        var session = kept.rows.text("select provider_session from payment where id = ?::uuid", key);

        kept.provider.money.pay(session, CARD);
        kept.comesTo(key, "settled");
        if (!told) {
            kept.portal.clock.pass(Duration.ofMinutes(2));
            kept.portal.bean(Tidy.class).tidy().block(Duration.ofMinutes(1));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept.rows.write("select count(*) from payment_method where provider_session = ?", session)
                        == 1);
        assertThat(kept.rows.text("select mandate from payment_method where provider_session = ?", session))
                .contains(" es: ");
    }

    @Test
    void isLetGoOfByTheProviderToo() {
        var id = kept.keep("card", CARD);
        var token = kept.rows.text("select provider_method from payment_method where id = ?", Long.parseLong(id));

        var removed = kept.demo().send("DELETE", "/api/payment-methods/" + id, null);

        assertThat(removed.status()).isEqualTo(204);
        assertThat(isKeptAtTheProvider(token)).isFalse();
        assertThat(kept.demo()
                        .send("DELETE", "/api/payment-methods/" + id, null)
                        .code())
                .isEqualTo("payment-method-not-found");
        assertThat(kept.rows.write(
                        "select count(*) from audit_event where action = 'method-removed' and subject = ?",
                        "method:" + id))
                .isEqualTo(1);
    }

    @Test
    void isRemovedHereAtOnceAndThereAsSoonAsTheProviderAnswers() {
        var id = kept.keep("card", CARD);
        var token = kept.rows.text("select provider_method from payment_method where id = ?", Long.parseLong(id));
        kept.provider.plan("pay.method=500");

        var removed = kept.demo().send("DELETE", "/api/payment-methods/" + id, null);
        var stillThere = isKeptAtTheProvider(token);
        kept.portal.bean(Tidy.class).tidy().block(Duration.ofMinutes(1));

        assertThat(removed.status()).isEqualTo(204);
        assertThat(stillThere).isTrue();
        assertThat(isKeptAtTheProvider(token)).isFalse();
    }

    @Test
    void isNotAddedWhileTheProviderIsAway() {
        kept.provider.plan("pay.customer=500,pay.session=500");

        var answer = kept.demo().send("POST", "/api/payment-methods", "{\"kind\":\"card\",\"language\":\"en\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("paying-unavailable");
    }

    private static JsonNode shown(String id) {
        return kept.demo()
                .get("/api/payment-methods")
                .json()
                .get("methods")
                .valueStream()
                .filter(one -> one.get("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isKeptAtTheProvider(String token) {
        return kept.provider.money.all("payment_method").stream()
                .filter(one -> one.path("id").asString().equals(token))
                .noneMatch(one -> one.path("customer").isNull());
    }
}
