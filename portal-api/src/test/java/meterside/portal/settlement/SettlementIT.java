package meterside.portal.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import meterside.db.Settings;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Desk;
import meterside.portal.testing.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** PY18. The files are the provider's own, and what is wrong with them is what goes wrong with such files. */
class SettlementIT {

    private static final String DAY = "2026-11-02";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk();
    }

    @AfterEach
    void close() {
        desk.moneyAddsUp();
        desk.close();
    }

    @Test
    void aDayOfPaymentsRefundsAndDisputesAgrees() throws Exception {
        var account = desk.owing(50_000);
        desk.byCard(account, 9_610);
        desk.paid(account, 5_000, "bank", Provider.ACCOUNT);
        var refunded = desk.byCard(account, 4_000);
        desk.refund(desk.clerk, Desk.key(), refunded, account, 1_000);
        desk.refund(desk.clerk, Desk.key(), refunded, account, 500);
        var disputed = desk.byCard(account, 2_000);
        desk.provider.money.act("dispute", disputed, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(disputed).equals("charged-back"));
        var returned = desk.paid(account, 3_000, "bank", Provider.ACCOUNT);
        desk.provider.money.act("return", returned, "R10");
        Provider.await("it is returned", () -> desk.state(returned).equals("returned"));

        var file = fetched("");

        assertThat(taken(file)).contains("Differences: 0 opened, 0 closed, 0 open in all.");
        assertThat(taken(file)).contains("known, nothing changed");
        assertThat(atCounter().json().get("files")).hasSize(1);
    }

    @Test
    void aDroppedLineIsMissingThereUntilALaterFileBringsIt() throws Exception {
        var account = desk.owing(50_000);
        var dropped = desk.byCard(account, 9_610);
        desk.byCard(account, 1_000);

        assertThat(taken(fetched("drop-line"))).contains("1 opened, 0 closed, 1 open");
        desk.portal.clock.set(Instant.parse("2026-11-05T17:00:00Z"));
        var difference = differences().get(0);
        assertThat(difference.get("kind").stringValue()).isEqualTo("missing-there");
        assertThat(difference.get("payment").stringValue()).isEqualTo(dropped);
        assertThat(difference.get("oursCents").longValue()).isEqualTo(9_855); // with the fee of 2.45
        assertThat(difference.get("theirsCents").isNull()).isTrue();
        assertThat(difference.get("ageDays").longValue()).isEqualTo(2);

        var late = folder.resolve("2026-11-03.csv");
        Files.writeString(late, """
                day,provider_payment,kind,gross_cents,fee_cents
                2026-11-03,%s,charge,9855,316
                total,1,9855,316
                """.formatted(difference.get("providerPayment").stringValue()));
        assertThat(taken(late)).contains("0 opened, 1 closed, 0 open");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aDoubledLineStandsThereTwiceAndAPersonClosesIt() throws Exception {
        desk.byCard(desk.owing(50_000), 9_610);

        assertThat(taken(fetched("double-line"))).contains("1 opened");

        var difference = differences().get(0);
        assertThat(difference.get("kind").stringValue()).isEqualTo("twice");
        assertThat(difference.get("oursCents").longValue()).isEqualTo(9_855);
        assertThat(difference.get("theirsCents").longValue()).isEqualTo(19_710);
        var path = "/api/counter/settlement/%s/closing"
                .formatted(difference.get("id").stringValue());
        var clerk = desk.portal.browser().signedInAs("clerk@city.example");
        assertThat(clerk.send("POST", path, "{\"note\":\" \"}").code()).isEqualTo("malformed-request");
        assertThat(clerk.send("POST", path, "{\"note\":\"They will correct it, card 4242424242424242\"}")
                        .status())
                .isEqualTo(204);
        assertThat(clerk.send("POST", path, "{\"note\":\"again\"}").code()).isEqualTo("difference-not-found");
        assertThat(differences()).isEmpty();
        assertThat(desk.rows.text("select note || ' ' || (closed_by is not null) from settlement_difference"))
                .isEqualTo("They will correct it, card [card number ending 4242] true");
    }

    @Test
    void anAlteredLineIsOfAnotherAmount() throws Exception {
        desk.byCard(desk.owing(50_000), 9_610);

        assertThat(taken(fetched("alter-line"))).contains("1 opened");

        var difference = differences().get(0);
        assertThat(difference.get("kind").stringValue()).isEqualTo("amount");
        assertThat(difference.get("theirsCents").longValue()
                        - difference.get("oursCents").longValue())
                .isEqualTo(100);
    }

    @Test
    void whatWeKnowNothingOfIsMissingHere() throws Exception {
        desk.portal.clock.set(Instant.parse("2026-11-03T15:00:00Z"));
        var file = folder.resolve("x.csv");
        Files.writeString(file, """
                day,provider_payment,kind,gross_cents,fee_cents
                2026-11-02,pi_nobodys,charge,1234,0
                total,1,1234,0
                """);

        assertThat(taken(file)).contains("1 opened");
        assertThat(differences().get(0).get("kind").stringValue()).isEqualTo("missing-here");
        assertThat(differences().get(0).get("payment").isNull()).isTrue();
    }

    /** What was posted after the days there are files of is not missing there yet, whichever of the files is taken last. */
    @Test
    void aFileTakenLateClosesNothingThatIsStillMissing() throws Exception {
        var account = desk.owing(50_000);
        desk.byCard(account, 9_610);
        desk.byCard(account, 1_000);
        desk.portal.clock.set(Instant.parse("2026-11-05T15:00:00Z"));
        assertThat(taken(empty(DAY))).contains("2 opened, 0 closed, 2 open");

        assertThat(taken(empty("2026-11-01"))).contains("0 opened, 0 closed, 2 open");

        assertThat(taken(fetchedOn("2026-11-05T15:00:00Z", ""))).contains("0 opened, 2 closed, 0 open");
    }

    @Test
    void aRefundOfTheDayAfterIsNoDifferenceYet() throws Exception {
        var account = desk.owing(50_000);
        var payment = desk.byCard(account, 9_610);
        var first = Desk.key();
        desk.refund(desk.clerk, first, payment, account, 1_000);
        Provider.await("the first is done", () -> desk.refundState(first).equals("done"));
        desk.portal.clock.set(Instant.parse("2026-11-03T15:00:00Z"));
        var clerk = desk.portal.browser().signedInAs("clerk@city.example");
        desk.refund(clerk, Desk.key(), payment, account, 500);

        assertThat(taken(fetched(""))).contains("0 opened, 0 closed, 0 open");
    }

    @Test
    void aFileIssuedAgainTakesThePlaceOfTheFirst() throws Exception {
        desk.byCard(desk.owing(50_000), 9_610);
        assertThat(taken(fetched("alter-line"))).contains("1 opened, 0 closed, 1 open");

        assertThat(taken(fetched(""))).contains("0 opened, 1 closed, 0 open");
    }

    @Test
    void whatAPersonClosedComesAgainOnlyWithOtherSums() throws Exception {
        desk.byCard(desk.owing(50_000), 9_610);
        var wrong = fetched("alter-line");
        taken(wrong);
        var path = "/api/counter/settlement/%s/closing"
                .formatted(differences().get(0).get("id").stringValue());
        desk.portal.browser().signedInAs("clerk@city.example").send("POST", path, "{\"note\":\"theirs is wrong\"}");

        Files.writeString(wrong, Files.readString(wrong) + "\n");
        assertThat(taken(wrong)).contains("0 opened, 0 closed, 0 open");
        Files.writeString(wrong, Files.readString(wrong).replace("9955", "9956"));
        assertThat(taken(wrong)).contains("1 opened, 0 closed, 1 open");
    }

    /** Stripe calls a bank's return a dispute, and has words of its own for what undoes something. */
    @Test
    void stripesOwnWordsAgree() throws Exception {
        var account = desk.owing(50_000);
        var returned = desk.paid(account, 3_000, "bank", Provider.ACCOUNT);
        desk.provider.money.act("return", returned, "R10");
        Provider.await("it is returned", () -> desk.state(returned).equals("returned"));
        var won = desk.byCard(account, 2_000);
        desk.provider.money.act("dispute", won, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(won).equals("charged-back"));
        desk.provider.money.act("won", won, "");
        Provider.await("it is won", () -> desk.state(won).equals("settled"));
        var file = fetched("");

        var theirs = Files.readString(file)
                .replace(",return,", ",dispute,")
                .replaceAll("(?m),dispute,([1-9].*)$", ",dispute_reversal,$1");
        assertThat(theirs).contains(",dispute,-").contains(",dispute_reversal,");
        Files.writeString(file, theirs);

        assertThat(taken(file)).contains("0 opened, 0 closed, 0 open");
    }

    @Test
    void aDisputeOfWhatARefundHasLeftAgrees() throws Exception {
        var account = desk.owing(50_000);
        var payment = desk.byCard(account, 4_000);
        var key = Desk.key();
        desk.refund(desk.clerk, key, payment, account, 1_500);
        Provider.await("the refund is done", () -> desk.refundState(key).equals("done"));
        desk.provider.money.act("dispute", payment, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(payment).equals("charged-back"));

        assertThat(taken(fetched(""))).contains("0 opened, 0 closed, 0 open");
    }

    /** Paid a second before midnight by their clock, and posted by ours a second after it, or the other way about. */
    @Test
    void aPaymentAtMidnightIsNoDifferenceForGood() throws Exception {
        var account = desk.owing(50_000);
        desk.byCard(account, 9_610);
        var file = fetched("");
        Files.writeString(file, Files.readString(file).replace(DAY + ",", "2026-11-03,"));

        assertThat(taken(empty(DAY))).contains("1 opened, 0 closed, 1 open");
        desk.portal.clock.set(Instant.parse("2026-11-04T15:00:00Z"));
        assertThat(taken(file)).contains("0 opened, 1 closed, 0 open");
    }

    @Test
    void aFileThatIsNotWholeIsRefusedWhole() throws Exception {
        desk.byCard(desk.owing(50_000), 9_610);
        var good = Files.readString(fetched(""));
        var bad = Map.of(
                "The totals of line 3 do not agree", good.replace("total,1,", "total,2,"),
                "total, is missing", good.replaceAll("total.*\n", ""),
                "Line 1 is not the header", good.substring(4),
                "Line 2 has 4 fields", good.replace(",charge,", ",charge"),
                "Line 2 is of no kind", good.replace(",charge,", ",gift,"),
                "no whole number of cents", good.replace(",9855,", ",98.55,"),
                "is not the last", good + "2026-11-02,pi_x,charge,1,0\n",
                "2026-11-09 is not over yet", good.replace("2026-11-02", "2026-11-09"));

        bad.forEach((why, text) -> assertThatThrownBy(() -> {
                    var file = folder.resolve("bad.csv");
                    Files.writeString(file, text);
                    taken(file);
                })
                .as(why)
                .isInstanceOf(SettlementFile.Refused.class)
                .hasMessageContaining(why));
        assertThat(desk.rows.write("select count(*) from settlement_file")).isZero();
    }

    private Path empty(String day) throws IOException {
        var file = folder.resolve(day + ".empty.csv");
        Files.writeString(file, "day,provider_payment,kind,gross_cents,fee_cents\ntotal,0,0,0\n");
        return file;
    }

    private JsonNode differences() {
        return atCounter().json().get("differences");
    }

    /** {@return what a clerk sees who signed in just now: sessions do not outlast a night} */
    private Answer atCounter() {
        return desk.portal.browser().signedInAs("clerk@city.example").get("/api/counter/settlement");
    }

    /** {@return the provider's file of the day, fetched the next morning} */
    private Path fetched(String fault) throws Exception {
        return fetchedOn("2026-11-03T15:00:00Z", fault);
    }

    private Path fetchedOn(String now, String fault) throws Exception {
        desk.portal.clock.set(Instant.parse(now));
        if (!fault.isEmpty()) {
            desk.provider.plan("pay.settlement=" + fault);
        }
        var settings = settingsOfProvider();
        var request = HttpRequest.newBuilder(
                        URI.create(settings.get("METERSIDE_STRIPE_URL") + "/v1/settlements/" + DAY + ".csv"))
                .header("Authorization", "Bearer " + settings.get("METERSIDE_STRIPE_KEY"))
                .build();
        var file = folder.resolve(DAY + ".csv");
        try (var http = HttpClient.newHttpClient()) {
            Files.writeString(file, http.send(request, BodyHandlers.ofString()).body());
        }
        return file;
    }

    private Map<String, String> settingsOfProvider() {
        var settings = new HashMap<String, String>();
        var all = desk.provider.settings();
        for (var i = 0; i < all.length; i += 2) {
            settings.put(all[i], all[i + 1]);
        }
        return settings;
    }

    private String taken(Path file) throws IOException {
        var settings = new HashMap<>(desk.homes.database().settings());
        settings.put("METERSIDE_CLOCK", desk.portal.clock.instant().toString());
        return ImportSettlement.take(file, new Settings(settings));
    }
}
