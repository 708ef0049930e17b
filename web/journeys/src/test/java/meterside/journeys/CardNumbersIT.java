package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No card number and no bank account number touches us (SC2): after they were typed on the provider's page, in every way that the
 * portal leads there, none of their digits is in the database, a log, a topic, or the memory of a process. Each place is also
 * searched for something that is known to be there, or finding nothing would mean nothing.
 *
 * <p>A number that someone types into our own form has touched the portal's memory by then; it is masked before it is stored, so
 * it is looked for in all that is kept.
 */
class CardNumbersIT {

    private static final String EMAIL = "numbers@meterside.example";
    private static final String UTILITY = "utility@meterside.example";

    /** A card that goes through, which no other journey uses. */
    private static final String CARD = "4000056655665556";

    /** A bank account whose debits come back, which no other journey uses either. */
    private static final String BANK = "000222222227";

    /** A card whose number is written to the utility. */
    private static final String WRITTEN = "5555555555554444";

    @Test
    void nothingStaysOfACardOrABankAccount(@TempDir Path folder) throws IOException, InterruptedException {
        var house = DemoTown.runningAt(DemoTown.BY_DAY);
        var who = Debtor.some(house, 1).getFirst();
        who.letIn(house, EMAIL);
        var remains = new Remains(house, folder);
        try (var visitor = new Visitor(house, "en", 390)) {
            var keys = new Keyboard(visitor);
            keys.signIn(EMAIL);
            payByCard(visitor, keys, who);
            payByBank(visitor, keys, who);
            keepCard(visitor, keys);
            writeToUs(visitor, keys, new Inbox(house));
            // left open, so that the portal has this customer in its memory
            visitor.open("/accounts/%s/bills".formatted(who.account()));
            visitor.settle();

            var typed = Traces.ofNumbers(CARD, BANK);
            var portal = remains.heap("portal-api");
            var alerts = remains.heap("alerts");
            found("/api/accounts/%s/events".formatted(who.account()), portal);
            found(house.home().toRealPath().toString(), alerts);
            assertThat(Stream.of(portal, alerts).flatMap(heap -> typed.in(heap).stream()))
                    .as("in memory")
                    .isEmpty();
            assertThat(visitor.errors()).isEmpty();
        }

        var any = Traces.ofNumbers(CARD, BANK, WRITTEN);
        var database = remains.database();
        found(EMAIL, database);
        found("[card number ending 4444]", database);
        found(
                house.sql(
                        "select p.id from payment p join login l on l.id = p.login where l.email = '%s' and p.kind = 'bank'"
                                .formatted(EMAIL)),
                database);
        assertThat(any.in(database)).as("in the database").isEmpty();

        var topics = remains.topics();
        found(house.sql("select key from feed_key where feed = 'cmep' order by channel limit 1"), topics);
        assertThat(any.in(topics)).as("in the topics").isEmpty();

        var logs = remains.logs();
        found("Started PortalApplication", house.home().resolve("log/portal-api.log"));
        found("Started AlertsApplication", house.home().resolve("log/alerts.log"));
        assertThat(logs)
                .extracting(log -> log.getFileName().toString())
                .contains("portal-api.log", "alerts.log", "meter-ingest.log", "timescaledb.log", "kafka.log");
        assertThat(logs.stream().flatMap(log -> any.in(log).stream()))
                .as("in the logs")
                .isEmpty();
    }

    private static void found(String text, Path file) {
        assertThat(Traces.ofText(text).in(file))
                .as("%s in %s, where it surely is", text, file)
                .isNotEmpty();
    }

    private static void payByCard(Visitor visitor, Keyboard keys, Debtor who) {
        visitor.open("/accounts/%s/pay?part".formatted(who.account()));
        var pay = new PayPage(visitor, keys, who);
        pay.say(31_41);
        pay.goOn().card(CARD);
        pay.awaitPaid();
    }

    private static void payByBank(Visitor visitor, Keyboard keys, Debtor who) {
        visitor.open("/accounts/%s/pay?part".formatted(who.account()));
        var pay = new PayPage(visitor, keys, who);
        pay.say(27_18);
        keys.choose("#way-card", "#way-bank");
        pay.goOn().bank(BANK);
        visitor.page()
                .locator("#standing:not([data-state=created]):not([data-state=waiting])")
                .waitFor();
    }

    /** With the gaps that are printed on a card. */
    private static void keepCard(Visitor visitor, Keyboard keys) {
        visitor.open("/profile/methods");
        keys.press("#add-card");
        new HostedPage(visitor, keys).card(String.join(" ", List.of("4000", "0566", "5566", "5556")));
        keys.reloadUntil("#methods li");
        PlaywrightAssertions.assertThat(visitor.page().locator("#methods h2")).containsText("5556");
    }

    /** What people do although no form asks for it. */
    private static void writeToUs(Visitor visitor, Keyboard keys, Inbox inbox) {
        visitor.open("/profile/write");
        keys.type("#subject", "My card " + WRITTEN);
        keys.type(
                "#text",
                "Please charge 5555 5555 5555 4444, or is it 5555-5555-5555-4444? The one I use for my water.");
        keys.press("form.card [type=submit]");
        PlaywrightAssertions.assertThat(visitor.page().locator("#text")).hasCount(0);
        Awaitility.await().atMost(Visitor.PATIENCE).untilAsserted(() -> assertThat(inbox.mails(UTILITY))
                .anyMatch(mail -> mail.contains("Please charge [card number ending 4444], or is it [card number")));
    }
}
