package meterside.portal.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Desk;
import meterside.portal.testing.Homes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CounterIT {

    private static final String CARD = "4242 4242 4242 4242";

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void moneyAddsUp() {
        desk.portal.clock.set(Instant.parse(Homes.NOW));
        desk.moneyAddsUp();
    }

    @Test
    void onlyTheUtilitysOwnPeopleFindTheCounter() {
        assertThat(desk.clerk.get("/api/staff").json().get("role").stringValue())
                .isEqualTo("clerk");
        assertThat(desk.operator.get("/api/staff").json().get("role").stringValue())
                .isEqualTo("operator");
        assertThat(desk.demo.get("/api/staff").code()).isEqualTo("not-found");

        for (var path : List.of(
                "/api/counter/accounts?q=Demo",
                "/api/counter/accounts/" + desk.homes.demo(),
                "/api/counter/refunds",
                "/api/counter/settlement")) {
            for (var stranger : List.of(desk.demo, desk.operator)) {
                var answer = stranger.get(path);
                assertThat(answer.code()).as(path).isEqualTo("not-found");
                assertThat(answer.body())
                        .isEqualTo(desk.demo.get("/api/no-such-address").body());
            }
            assertThat(desk.clerk.get(path).status()).as(path).isEqualTo(200);
        }
        var none = desk.take(desk.demo, Desk.key(), desk.homes.demo(), "cash", "100", "");
        assertThat(none.code()).isEqualTo("not-found");
        assertThat(desk.rows.write("select count(*) from payment where clerk is null and kind = 'cash'"))
                .isZero();
    }

    @Test
    void whoIsNoLongerStaffFindsNothingAnyMore() {
        new Customers(desk.rows).staff("gone@city.example", "clerk");
        var gone = desk.portal.browser().signedInAs("gone@city.example");
        assertThat(gone.get("/api/counter/refunds").status()).isEqualTo(200);

        desk.rows.write(
                "update staff set ended_at = '2026-11-02T19:00Z' where login = (select id from login where email = 'gone@city.example')");

        assertThat(gone.get("/api/counter/refunds").code()).isEqualTo("not-found");
    }

    @Test
    void aCustomerIsFoundByNumberNameAddressAndMeter() {
        var account = new Customers(desk.rows).account("Zo\u00eb Percent_100%");
        var point = desk.rows.write(
                "insert into usage_point (number, commodity, zone, address) values ('P-COUNTER', 'water', 'America/New_York', '77 Quince Row') returning id");
        desk.rows.write(
                "insert into service_agreement (account, usage_point, during) values (?, ?, tstzrange('2026-01-01T05:00Z', null)) returning id",
                account,
                point);
        var meter = desk.rows.write("insert into meter (maker, serial) values ('Maker', 'ZX900') returning id");
        desk.rows.write(
                "insert into meter_installation (meter, usage_point, during) values (?, ?, tstzrange('2026-01-01T05:00Z', null)) returning id",
                meter,
                point);
        var number = desk.rows.text("select number from account where id = ?", account);

        for (var words : List.of(number, number.toLowerCase(), "zo%C3%AB", "77%20quince", "zx900", "Percent_100%25")) {
            var found =
                    desk.clerk.get("/api/counter/accounts?q=" + words).json().get("accounts");
            assertThat(found.get(0).get("id").stringValue()).as(words).isEqualTo(Long.toString(account));
        }
        assertThat(desk.clerk
                        .get("/api/counter/accounts?q=%25")
                        .json()
                        .get("accounts")
                        .size())
                .isEqualTo(1);
        assertThat(desk.clerk.get("/api/counter/accounts?q=zx90").json().get("accounts"))
                .isEmpty();
        assertThat(desk.clerk.get("/api/counter/accounts").code()).isEqualTo("malformed-request");
    }

    /** SC7. */
    @Test
    void eachLookAtACustomerIsAudited() {
        var account = desk.owing(18_314);

        var page = desk.clerk.get("/api/counter/accounts/" + account).json();
        desk.clerk.get("/api/counter/accounts/" + account);
        desk.clerk.get("/api/counter/accounts?q=Dana");

        assertThat(page.get("owedCents").longValue()).isEqualTo(18_314);
        assertThat(page.get("openCharges").get(0).get("openCents").longValue()).isEqualTo(18_314);
        assertThat(desk.rows.write("""
                        select count(*) from audit_event where action = 'account-looked-at' and subject = ?
                          and actor = 'login:' || (select id from login where email = 'clerk@city.example')
                        """, "account:" + account)).isEqualTo(2);
        assertThat(desk.rows.write("select count(*) from audit_event where detail::text like '%Dana%'"))
                .isZero();
        assertThat(desk.clerk.get("/api/counter/accounts/999999").code()).isEqualTo("account-not-found");
    }

    /** PY2. */
    @Test
    void cashIsTakenOnceHoweverOftenItIsClicked() throws Exception {
        var account = desk.owing(9_610);
        var key = Desk.key();
        Callable<Answer> click = () -> desk.take(desk.clerk, key, account, "cash", "5000", ",\"givenCents\":10000");

        var answers = atOnce(click, 10);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.json()).isEqualTo(answers.getFirst().json());
        });
        var payment = answers.getFirst().json();
        assertThat(payment.get("state").stringValue()).isEqualTo("settled");
        assertThat(payment.get("receipt").stringValue()).isNotBlank();
        assertThat(payment.get("parts")
                        .get(0)
                        .get("lines")
                        .get(0)
                        .get("paysCents")
                        .longValue())
                .isEqualTo(5_000);
        assertThat(desk.rows.write(
                        "select count(*) from ledger_entry where account = ? and debit = 'cash' and amount_cents = 5000",
                        account))
                .isEqualTo(1);
        assertThat(desk.rows.write(
                        "select count(*) from audit_event where action = 'payment-taken' and subject = ? and detail ->> 'given' = '10000'",
                        "payment:" + key))
                .isEqualTo(1);
        assertThat(desk.owed(account)).isEqualTo(4_610);

        assertThat(desk.take(desk.clerk, key, account, "cash", "4000", "").code())
                .isEqualTo("key-reused");
    }

    @Test
    void amountsThatCannotBePaidAreRefused() {
        var account = desk.owing(9_610);

        for (var cents : List.of("0", "-5", "10.5", "59611", "99999999999999999999")) {
            var answer = desk.take(desk.clerk, Desk.key(), account, "cash", cents, "");
            assertThat(answer.code()).as(cents).isEqualTo("amount-refused");
        }
        assertThat(desk.take(desk.clerk, Desk.key(), account, "cash", "100", ",\"givenCents\":99")
                        .code())
                .isEqualTo("amount-refused");
        assertThat(desk.take(desk.clerk, Desk.key(), account, "card", "100", "").code())
                .isEqualTo("malformed-request");
        assertThat(desk.take(desk.clerk, "not-a-key", account, "cash", "100", "")
                        .code())
                .isEqualTo("malformed-request");
        assertThat(desk.take(desk.clerk, Desk.key(), 999_999, "cash", "100", "").code())
                .isEqualTo("account-not-found");
        assertThat(desk.owed(account)).isEqualTo(9_610);
    }

    /** SC2. */
    @Test
    void whatLooksLikeACardIsMaskedBeforeItIsStored() {
        var account = desk.owing(9_610);
        var key = Desk.key();

        desk.take(desk.clerk, key, account, "cheque", "5000", ",\"reference\":\"%s\"".formatted(CARD));
        desk.clerk.send(
                "POST", "/api/counter/payments/%s/void".formatted(key), "{\"reason\":\"wrong: %s\"}".formatted(CARD));

        assertThat(desk.rows.text("select reference from payment where id = ?::uuid", key))
                .isEqualTo("[card number ending 4242]");
        assertThat(
                        desk.rows.write(
                                "select count(*) from payment_event where detail::text like '%4242 4242%' or detail::text like '%42424242%'"))
                .isZero();
        assertThat(desk.rows.text(
                        "select detail ->> 'reason' from audit_event where action = 'payment-voided' and subject = ?",
                        "payment:" + key))
                .isEqualTo("wrong: [card number ending 4242]");
    }

    /** PY8: the lines are open again exactly as they were. */
    @Test
    void whatWasEnteredWronglyIsTakenBackOnItsDay() {
        var account = desk.owing(9_610);
        var before = desk.clerk.get("/api/counter/accounts/" + account).json().get("openCharges");
        var key = Desk.key();
        desk.take(desk.clerk, key, account, "cash", "12000", "");
        assertThat(desk.owed(account)).isEqualTo(-2_390);

        var first = voided(key);
        var second = voided(key);

        assertThat(first.json().get("state").stringValue()).isEqualTo("voided");
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(desk.clerk.get("/api/counter/accounts/" + account).json().get("openCharges"))
                .isEqualTo(before);
        assertThat(desk.owed(account)).isEqualTo(9_610);
        assertThat(desk.rows.write(
                        "select count(*) from audit_event where action = 'payment-voided' and subject = ?",
                        "payment:" + key))
                .isEqualTo(1);
    }

    @Test
    void nothingElseIsTakenBackHere() {
        var account = desk.owing(9_610);
        var card = desk.byCard(account, 1_000);
        var yesterdays = Desk.key();
        desk.take(desk.clerk, yesterdays, account, "cash", "5000", "");
        var givenBack = Desk.key();
        desk.take(desk.clerk, givenBack, account, "cash", "2000", "");
        desk.refund(desk.clerk, Desk.key(), givenBack, account, 100);

        assertThat(voided(card).code()).isEqualTo("void-refused");
        assertThat(voided(givenBack).code()).isEqualTo("void-refused");
        assertThat(voided(Desk.key()).code()).isEqualTo("payment-not-found");
        assertThat(voided("nonsense").code()).isEqualTo("payment-not-found");
        // 11:59 PM and midnight where the utility is
        desk.portal.clock.set(Instant.parse("2026-11-03T05:00:00Z"));
        var clerk = desk.portal.browser().signedInAs("clerk@city.example");
        assertThat(clerk.send("POST", "/api/counter/payments/%s/void".formatted(yesterdays), "{\"reason\":\"x\"}")
                        .code())
                .isEqualTo("void-refused");
        desk.portal.clock.set(Instant.parse("2026-11-03T05:00:00Z").minus(Duration.ofSeconds(1)));
        assertThat(clerk.send("POST", "/api/counter/payments/%s/void".formatted(yesterdays), "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }

    private static Answer voided(String payment) {
        return desk.clerk.send(
                "POST", "/api/counter/payments/%s/void".formatted(payment), "{\"reason\":\"typed wrongly\"}");
    }

    private static List<Answer> atOnce(Callable<Answer> click, int times)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clicks =
                    threads.invokeAll(Stream.generate(() -> click).limit(times).toList());
            var answers = new java.util.ArrayList<Answer>();
            for (var one : clicks) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
