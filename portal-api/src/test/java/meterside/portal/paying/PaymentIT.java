package meterside.portal.paying;

import static meterside.portal.testing.Bills.aBill;
import static meterside.portal.testing.Till.key;
import static meterside.portal.testing.Till.pay;
import static meterside.portal.testing.Till.wish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Provider;
import meterside.portal.testing.Till;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody signed in can pay, and what they are told of it. */
class PaymentIT {

    private static Till till;
    private static Browser demo;

    @BeforeAll
    static void open() {
        till = Till.open();
        demo = till.demo();
    }

    @AfterAll
    static void close() {
        till.close();
    }

    /** Each test begins owing nothing, with nothing on its way. */
    @AfterEach
    void forget() {
        till.provider.forget();
        till.portal.clock.set(Instant.parse(Homes.NOW));
    }

    /** {@return an account of demo's alone, so that no test meets another's debts} */
    private static long account() {
        var account = till.rows.write(
                "insert into account (number, name) values (?, 'Dana Demo') returning id", "T-" + key());
        till.rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.DEMO,
                account);
        return account;
    }

    @Test
    void isPaidOnTheProvidersPageAndThenOwedNoMore() {
        var account = account();
        var bill = aBill(till.rows, account).owing(18_314);

        var payment = till.opened(demo, wish(account, 18_314));
        var page = demo.get("/api/payments/" + payment).json();
        till.types(payment, Provider.CARD);
        till.comesTo(payment, "settled");

        assertThat(page.get("pageUrl").stringValue()).startsWith("http").contains("/pay/c/");
        assertThat(page.get("totalCents").longValue()).isEqualTo(18_559); // with the fee of 2.45
        var paid = demo.get("/api/payments/" + payment).json();
        assertThat(paid.get("state").stringValue()).isEqualTo("settled");
        assertThat(paid.get("pageUrl").isNull()).isTrue();
        assertThat(paid.get("receipt").stringValue()).matches("[1-9][0-9]{5,}");
        assertThat(paid.get("createdAt").stringValue())
                .startsWith("2026-11-02T15:00")
                .endsWith("-05:00");
        assertThat(paid.at("/parts/0/lines/0/billNumber").stringValue()).isEqualTo(bill);
        assertThat(paid.at("/parts/0/lines/0/paysCents").longValue()).isEqualTo(18_314);
        assertThat(till.owed(account)).isZero();
        assertThat(till.posted(payment)).isEqualTo(1);
        assertThat(till.taken(payment)).isEqualTo(1);
        assertThat(till.told("payment-received", payment)).isEqualTo(1);
        assertThat(till.rows.write(
                        "select amount_cents from ledger_entry where payment = ?::uuid and debit = 'clearing' and credit = 'fees'",
                        payment))
                .isEqualTo(245);
    }

    @Test
    void theReceiptSaysWhatItPaid() {
        var account = account();
        aBill(till.rows, account).of("stormwater").owing(1_000);
        aBill(till.rows, account).of("electricity").owing(5_000);

        var payment = till.paid(demo, wish(account, 3_000), Provider.CARD);

        // Riverton: stormwater before electricity
        assertThat(till.rows.text("""
                        select string_agg(line ->> 'service' || ' ' || (line ->> 'paysCents'), ', ')
                        from notice, jsonb_array_elements(facts -> 'parts') part, jsonb_array_elements(part -> 'lines') line
                        where kind = 'payment-received' and facts ->> 'payment' = ?
                        """, payment)).isEqualTo("stormwater 1000, electricity 2000");
        assertThat(till.rows.text("""
                        select facts ->> 'paidAt' || ' ' || (facts ->> 'feeCents') || ' ' || (facts ->> 'receipt')
                            || ' ' || (facts #>> '{parts,0,owedCents}') || ' ' || coalesce(address, '')
                        from notice where kind = 'payment-received' and facts ->> 'payment' = ?
                        """, payment))
                .matches("2026-11-02T15:00-05:00 245 [0-9]+ 3000 demo@meterside.example");
    }

    @Test
    void thePreviewIsWhatThePaymentDoes() {
        var account = account();
        aBill(till.rows, account).of("water").issuedOn("2026-09-01").owing(2_000);
        aBill(till.rows, account).of("fire").owing(700);

        var preview = demo.send("POST", "/api/payment-previews", """
                        {"parts":[{"account":"%d","cents":2500}],"kind":"card"}""".formatted(account))
                .json();
        var payment = till.paid(demo, wish(account, 2_500), Provider.CARD);

        var lines = demo.get("/api/payments/" + payment).json().at("/parts/0/lines");
        assertThat(preview.get("feeCents").longValue()).isEqualTo(245);
        assertThat(preview.get("totalCents").longValue()).isEqualTo(2_745);
        assertThat(preview.at("/parts/0/owedCents").longValue()).isEqualTo(2_700);
        assertThat(preview.at("/parts/0/leftCents").longValue()).isEqualTo(200);
        var shown = preview.at("/parts/0/lines")
                .valueStream()
                .filter(line -> line.get("paysCents").longValue() > 0)
                .map(line -> line.get("service").stringValue() + line.get("paysCents"))
                .toList();
        assertThat(shown).containsExactly("water2000", "fire500"); // past due first
        assertThat(lines.valueStream()
                        .map(line -> line.get("service").stringValue() + line.get("paysCents"))
                        .toList())
                .isEqualTo(shown);
    }

    @Test
    void severalAccountsArePaidAtOnce() {
        var first = account();
        var second = account();
        aBill(till.rows, first).owing(1_000);
        aBill(till.rows, second).owing(2_000);

        var payment = till.paid(demo, """
                {"parts":[{"account":"%d","cents":1500},{"account":"%d","cents":1000}],"kind":"card","language":"es"}""".formatted(second, first), Provider.CARD);

        assertThat(till.owed(first)).isZero();
        assertThat(till.owed(second)).isEqualTo(500);
        assertThat(till.posted(payment)).isEqualTo(2);
        assertThat(till.rows.text("select language from notice where facts ->> 'payment' = ?", payment))
                .isEqualTo("es");
    }

    @Test
    void whatIsPaidAboveTheDebtIsCreditForTheNextBill() {
        var account = account();
        aBill(till.rows, account).owing(1_000);

        var payment = till.paid(demo, wish(account, 1_500), Provider.CARD);

        assertThat(till.owed(account)).isEqualTo(-500);
        assertThat(demo.get("/api/payments/" + payment)
                        .json()
                        .at("/parts/0/creditCents")
                        .longValue())
                .isEqualTo(500);
    }

    /** 500.00 above the debt are taken, and not a cent more. */
    @Test
    void farAboveTheDebtIsRefused() {
        var account = account();
        aBill(till.rows, account).owing(1_000);

        assertThat(pay(demo, key(), wish(account, 51_000)).status()).isEqualTo(201);
        var above = pay(demo, key(), wish(account, 51_001));

        assertThat(above.status()).isEqualTo(422);
        assertThat(above.code()).isEqualTo("amount-refused");
        var preview = demo.send("POST", "/api/payment-previews", """
                {"parts":[{"account":"%d","cents":51001}],"kind":"card"}""".formatted(account));
        assertThat(preview.code()).isEqualTo("amount-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "10.5", "1e2", "100.0", "99999999999999999999", "1e999999999", "100000000", "49"})
    void anAmountIsWholeCentsAboveNothing(String cents) {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var fee = cents.equals("49")
                ? ",\"kind\":\"bank\""
                : ",\"kind\":\"card\""; // without a fee: less than the provider takes

        var answer = pay(demo, key(), """
                {"parts":[{"account":"%d","cents":%s}],"language":"en"%s}""".formatted(account, cents, fee));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("amount-refused");
        assertThat(till.rows.write("select count(*) from payment_part where account = ?", account))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"parts\":[{\"account\":\"1\",\"cents\":\"100\"}],\"kind\":\"card\",\"language\":\"en\"}",
                "{\"parts\":[{\"account\":\"1\"}],\"kind\":\"card\",\"language\":\"en\"}",
                "{\"parts\":[{\"cents\":100}],\"kind\":\"card\",\"language\":\"en\"}",
                "{\"parts\":[null],\"kind\":\"card\",\"language\":\"en\"}",
                "{\"parts\":[],\"kind\":\"card\",\"language\":\"en\"}",
                "{\"kind\":\"card\",\"language\":\"en\"}",
                "{\"parts\":[{\"account\":\"1\",\"cents\":100}],\"kind\":\"cash\",\"language\":\"en\"}",
                "{\"parts\":[{\"account\":\"1\",\"cents\":100}],\"kind\":\"card\",\"language\":\"fr\"}",
                "{\"parts\":[{\"account\":\"1\",\"cents\":100}],\"kind\":\"card\",\"language\":\"en\",\"card\":\"4242424242424242\"}",
                "{\"parts\":[{\"account\":\"1\",\"cents\":100}],\"kind\":\"card\",\"language\":\"en\",\"on\":\"2026-12-01\"}",
                "{\"parts\":[{\"account\":\"1\",\"cents\":100}],\"kind\":\"card\",\"language\":\"en\",\"on\":\"soon\",\"method\":\"1\"}"
            })
    void whatCannotBeReadIsRefused(String body) {
        var answer = pay(demo, key(), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("4242424242424242");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "not-a-uuid",
                "0B6D1F0E-5F0C-4A50-9D2E-7D1F3B8A9C10",
                "0b6d1f0e-5f0c-3a50-9d2e-7d1f3b8a9c10"
            })
    void aWishHasAKeyOfItsOwn(String key) {
        assertThat(pay(demo, key, wish(1, 100)).status()).isEqualTo(400);
    }

    @Test
    void anotherCustomersAccountCannotBePaidHere() {
        var theirs = pay(demo, key(), wish(till.homes.other(), 1_000));
        var nobodys = pay(demo, key(), wish(999_999, 1_000));

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.body()).isEqualTo(nobodys.body());
    }

    @Test
    void theSameKeyWithTheSameBodyIsTheSamePayment() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var key = key();

        var first = pay(demo, key, wish(account, 1_000));
        var again = pay(demo, key, wish(account, 1_000));
        var other = pay(demo, key, wish(account, 999));
        var elsewhere = pay(till.portal.browser().signedInAs(Homes.OTHER), key, wish(till.homes.other(), 1_000));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(elsewhere.code()).isEqualTo("key-reused");
        assertThat(till.provider.money.all("checkout.session").stream()
                        .filter(one ->
                                one.path("client_reference_id").asString("").equals(key)))
                .hasSize(1);
    }

    /** Who starts anew does not mean to pay twice: the first page is closed. */
    @Test
    void onlyTheNewestPageIsOpen() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var first = till.opened(demo, wish(account, 1_000));
        var session = till.rows.text("select provider_session from payment where id = ?::uuid", first);

        var second = till.opened(demo, wish(account, 900));

        assertThat(till.state(first)).isEqualTo("cancelled");
        assertThat(till.provider.money.pay(session, Provider.CARD)).isEqualTo("gone");
        assertThat(till.types(second, Provider.CARD)).isEqualTo("done");
        till.comesTo(second, "settled");
        assertThat(till.owed(account)).isEqualTo(100);
    }

    @Test
    void aDeclinedCardLeavesThePageOpenForAnother() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var payment = till.opened(demo, wish(account, 1_000));

        assertThat(till.types(payment, "4000000000009995")).isEqualTo("declined");
        Provider.await(
                "the decline is noted",
                () -> till.rows.write(
                                "select count(*) from payment_event where payment = ?::uuid and event = 'try-declined'",
                                payment)
                        == 1);
        assertThat(till.state(payment)).isEqualTo("waiting");
        assertThat(till.types(payment, Provider.CARD)).isEqualTo("done");

        till.comesTo(payment, "settled");
        assertThat(till.posted(payment)).isEqualTo(1);
        assertThat(till.told("payment-failed", payment)).isZero();
    }

    @Test
    void aPageThatNobodyPaysOnClosesItselfAndIsNotShown() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var payment = till.opened(demo, wish(account, 1_000));

        till.portal.clock.pass(java.time.Duration.ofMinutes(41));
        till.comesTo(payment, "cancelled");

        var later = till.demo(); // the session is over too
        assertThat(later.get("/api/payments/" + payment).json().get("reason").stringValue())
                .isEqualTo("expired");
        assertThat(later.get("/api/accounts/%d/payments".formatted(account))
                        .json()
                        .get("payments"))
                .isEmpty();
    }

    @Test
    void aBankTakesItsDays() {
        var account = account();
        aBill(till.rows, account).owing(1_000);

        var payment = till.paid(demo, wish(account, 1_000, "bank"), Provider.ACCOUNT);

        assertThat(till.posted(payment)).isZero();
        assertThat(till.owed(account)).isEqualTo(1_000);
        var preview = demo.send("POST", "/api/payment-previews", """
                {"parts":[{"account":"%d","cents":1000}],"kind":"card"}""".formatted(account))
                .json();
        assertThat(preview.at("/collisions/0/kind").stringValue()).isEqualTo("on-the-way");
        assertThat(preview.at("/collisions/0/cents").longValue()).isEqualTo(1_000);
        assertThat(pay(demo, key(), wish(account, 1_000)).code()).isEqualTo("payment-collides");
        assertThat(pay(demo, key(), wish(account, 1_000, "\"despite\":true")).status())
                .isEqualTo(201);
        assertThat(till.provider.money.act("settle", payment, "")).isTrue();
        till.comesTo(payment, "settled");
        assertThat(till.owed(account)).isZero();
        assertThat(till.rows.text("select effective_on::text from payment where id = ?::uuid", payment))
                .isEqualTo("2026-11-02");
    }

    @Test
    void aBankThatSaysNoTakesNothing() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var payment = till.paid(demo, wish(account, 1_000, "bank"), "000111111113");

        assertThat(till.provider.money.act("fail", payment, "R02")).isTrue();

        till.comesTo(payment, "failed");
        assertThat(till.owed(account)).isEqualTo(1_000);
        assertThat(till.told("payment-failed", payment)).isEqualTo(1);
        assertThat(till.told("payment-received", payment)).isZero();
        Provider.await("the reason is known", () -> demo.get("/api/payments/" + payment)
                .json()
                .get("reason")
                .asString("")
                .equals("R02"));
    }

    /** PY8: the state before the payment is the state after its return, but for the fee, once. */
    @Test
    void aReturnedDebitIsOwedAgainWithTheFeeOnce() {
        var account = account();
        aBill(till.rows, account).of("gas").owing(400);
        aBill(till.rows, account).of("water").owing(600);
        var payment = till.paid(demo, wish(account, 700, "bank"), Provider.ACCOUNT);
        till.provider.money.act("settle", payment, "");
        till.comesTo(payment, "settled");

        till.provider.money.act("return", payment, "R10");
        till.comesTo(payment, "returned");
        till.provider.money.act("again", payment, "");
        Provider.await("all is told", () -> till.provider.money.untold() == 0);

        assertThat(till.owed(account)).isEqualTo(1_000 + 2_500);
        assertThat(till.posted(payment)).isZero();
        assertThat(till.rows.write("select count(*) from charge where account = ? and kind = 'fee'", account))
                .isEqualTo(1);
        assertThat(demo.get("/api/payments/" + payment).json().get("reason").stringValue())
                .isEqualTo("R10");
        assertThat(till.told("payment-returned", payment)).isEqualTo(1);
        assertThat(till.rows.write(
                        "select (facts ->> 'returnFeeCents')::bigint from notice where kind = 'payment-returned' and facts ->> 'payment' = ?",
                        payment))
                .isEqualTo(2_500);
    }

    @Test
    void aDisputeTakesThePaymentBackAndAWonOneBringsItAgain() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var payment = till.paid(demo, wish(account, 1_000), Provider.CARD);

        till.provider.money.act("dispute", payment, "fraudulent");
        till.comesTo(payment, "charged-back");
        assertThat(till.owed(account)).isEqualTo(1_000);
        till.provider.money.act("won", payment, "");
        till.comesTo(payment, "settled");

        assertThat(till.owed(account)).isZero();
        assertThat(till.posted(payment)).isEqualTo(1);
        assertThat(till.told("payment-received", payment)).isEqualTo(1);
        assertThat(till.told("payment-returned", payment)).isEqualTo(1);
    }

    @Test
    void isSeenWholeByWhoPaidAndInPartByWhoseAccountItWas() {
        var mine = account();
        var theirs = account();
        aBill(till.rows, mine).owing(1_000);
        till.rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.OTHER,
                theirs);
        var other = till.portal.browser().signedInAs(Homes.OTHER);
        var former = till.portal.browser().signedInAs(Homes.FORMER);

        var payment = till.paid(demo, """
                {"parts":[{"account":"%d","cents":1000},{"account":"%d","cents":300}],"kind":"card","language":"en"}""".formatted(mine, theirs), Provider.CARD);

        var whole = demo.get("/api/payments/" + payment).json();
        var part = other.get("/api/payments/" + payment).json();
        assertThat(whole.get("amountCents").longValue()).isEqualTo(1_300);
        assertThat(part.get("amountCents").longValue()).isEqualTo(300);
        assertThat(part.get("feeCents").longValue()).isZero();
        assertThat(part.get("parts")).hasSize(1);
        assertThat(part.toString()).doesNotContain("\"" + mine + "\"");
        assertThat(other.get("/api/accounts/%d/payments".formatted(theirs))
                        .json()
                        .at("/payments/0/amountCents")
                        .longValue())
                .isEqualTo(300);
        assertThat(former.get("/api/payments/" + payment).status()).isEqualTo(404);
        assertThat(former.get("/api/payments/" + payment).body())
                .isEqualTo(former.get("/api/payments/" + key()).body());
        assertThat(other.send("DELETE", "/api/payments/" + payment, null).status())
                .isEqualTo(404);
        assertThat(demo.send("DELETE", "/api/payments/" + payment, null).code()).isEqualTo("payment-not-cancellable");
    }

    @Test
    void anOpenPageCanBeCancelled() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        var payment = till.opened(demo, wish(account, 1_000));

        assertThat(demo.send("DELETE", "/api/payments/" + payment, null).status())
                .isEqualTo(204);

        assertThat(till.state(payment)).isEqualTo("cancelled");
        assertThat(till.types(payment, Provider.CARD)).isEqualTo("gone");
    }

    @Test
    void whatIsPaidAlreadyIsNotCancelled() {
        var account = account();
        aBill(till.rows, account).owing(1_000);
        till.provider.plan("pay.webhook=none*2");
        var payment = till.opened(demo, wish(account, 1_000));
        till.types(payment, Provider.CARD);

        var refused = demo.send("DELETE", "/api/payments/" + payment, null);

        assertThat(refused.code()).isEqualTo("payment-not-cancellable");
        assertThat(till.state(payment)).isEqualTo("settled");
        assertThat(till.posted(payment)).isEqualTo(1);
    }
}
