package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bill, seen and paid by its owner, left to autopay, and paid by a guest: by keyboard alone, on a phone, in both languages, with
 * every cent held against the ledger's own rows.
 */
class PayIT {

    private static House house;
    private static Payers payers;

    @BeforeAll
    static void openTheTown() {
        house = DemoTown.runningAt(DemoTown.BY_DAY);
        payers = Payers.of(house);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void someoneSeesTheirBillAndPaysPartOfIt(String language) throws IOException {
        var who = payers.customer(language);
        var cents = 31_07L;
        var owed = who.owes(house);
        try (var visitor = new Visitor(house, language, 390)) {
            var keys = new Keyboard(visitor);
            var page = visitor.page();
            keys.signIn(Payers.emailOf(language));
            PlaywrightAssertions.assertThat(page.locator(".owe .sum")).hasText(Dollars.of(owed));
            keys.press(".owe a[href='/accounts/%s/bills/%s']".formatted(who.account(), who.bill()));
            seeWhatItIsFor(visitor, keys, who);
            Look.at(visitor, "money-bill", language);

            keys.press("a[href$='/pay?part']");
            var pay = new PayPage(visitor, keys, who);
            var told = pay.say(cents);
            assertThat(told.lines()).isNotEmpty();
            assertThat(sumOf(told)).isEqualTo(cents);
            Look.at(visitor, "money-pay", language);
            var hosted = pay.goOn();
            assertThat(hosted.totalCents()).isEqualTo(told.totalCents());
            Look.at(visitor, "money-provider", language);
            hosted.card(HostedPage.CARD);

            pay.awaitPaid();
            assertThat(pay.receipt())
                    .containsExactlyInAnyOrderElementsOf(told.lines()); // a preview is the posting (PY5)
            PlaywrightAssertions.assertThat(page.locator(".receipt .total dd")).hasText(Dollars.of(told.totalCents()));
            assertThat(told.feeCents(cents)).isPositive();
            PlaywrightAssertions.assertThat(page.locator(".receipt"))
                    .containsText(Dollars.of(told.feeCents(cents))); // its own line (PY13)
            PlaywrightAssertions.assertThat(page.locator("section[aria-labelledby=now]"))
                    .containsText(Dollars.of(owed - cents));
            assertThat(who.owes(house)).isEqualTo(owed - cents);
            Look.at(visitor, "money-receipt", language);
            keepReceipt(page, language);
            payers.mail(Payers.emailOf(language), pay.receiptNumber(), Dollars.of(told.totalCents()));
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void someoneKeepsACardAndSetsAutopayAndTurnsItOff(String language) {
        var who = payers.customer(language);
        var mails = payers.mails(language);
        try (var visitor = new Visitor(house, language, 390)) {
            var keys = new Keyboard(visitor);
            var page = visitor.page();
            var autopay = "/accounts/%s/autopay".formatted(who.account());
            keys.signIn(Payers.emailOf(language));
            visitor.open(autopay);
            keys.press("a.usa-button[href^='/profile/methods']");
            keys.press("#add-card");
            var hosted = new HostedPage(visitor, keys);
            Look.at(visitor, "money-provider-keep", language);
            hosted.card(HostedPage.CARD);
            keys.reloadUntil("#methods li");
            PlaywrightAssertions.assertThat(page.locator("#methods h2")).containsText("4242");
            Look.at(visitor, "money-methods", language);

            keys.press("a.usa-button[href='%s']".formatted(autopay));
            keys.type("#most", "250");
            Look.at(visitor, "money-autopay-set", language);
            keys.press("form.card [type=submit]");
            page.locator("#autopay").waitFor();
            PlaywrightAssertions.assertThat(page.locator("dl.facts")).containsText("4242");
            PlaywrightAssertions.assertThat(page.locator("dl.facts")).containsText(Dollars.of(250_00));
            assertThat(standingOrders(who, "ended_at is null")).isEqualTo("1");
            Look.at(visitor, "money-autopay-on", language);

            keys.press("section.card .buttons button.act");
            keys.press("[aria-labelledby=autopay-sure] button:not(.usa-button--outline)");
            page.locator("#most").waitFor();
            PlaywrightAssertions.assertThat(page.locator("p.told")).isVisible();
            assertThat(standingOrders(who, "ended_at is null")).isEqualTo("0");
            assertThat(standingOrders(who, "ended_at is not null")).isEqualTo("1");
            assertThat(visitor.errors()).isEmpty();
        }
        // that a card is kept, that autopay is on, and that it is off
        Awaitility.await().atMost(Visitor.PATIENCE).until(() -> payers.mails(language) >= mails + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aGuestPaysAnothersBillAndLearnsNothing(String language) {
        var owner = payers.neighbour(language);
        var cents = 20_00L;
        var owed = owner.owes(house);
        var email = "guest-%s@example.com".formatted(language);
        try (var visitor = new Visitor(house, language, 390)) {
            var keys = new Keyboard(visitor);
            var page = visitor.page();
            visitor.open("/pay");
            page.locator("#who [type=submit]:enabled").waitFor();
            var wrong = refused(keys, page, owner.number(), Dollars.typed(owner.billCents() + 1));
            Look.at(visitor, "money-guest-refused", language);
            assertThat(refused(keys, page, "0" + owner.number() + "0", Dollars.typed(owner.billCents())))
                    .as("an account that there is and one that there is not are refused alike (PY17)")
                    .isEqualTo(wrong);

            ask(keys, owner.number(), Dollars.typed(owner.billCents()));
            page.locator("#what").waitFor();
            tellsNothingOf(page, owner);
            Look.at(visitor, "money-guest-what", language);
            keys.choose("#all", "#other");
            keys.type("#amount", Dollars.typed(cents));
            keys.type("#email", email);
            keys.press("#what [type=submit]");
            page.locator("#check").waitFor();
            var total = Dollars.cents(page.locator("#check [data-total]").textContent());
            assertThat(total - cents)
                    .isEqualTo(Dollars.cents(page.locator("#check [data-fee]").textContent()))
                    .isPositive();
            Look.at(visitor, "money-guest-check", language);
            keys.press("#pay-now");
            var hosted = new HostedPage(visitor, keys);
            assertThat(hosted.totalCents()).isEqualTo(total);
            assertThat(page.content()).doesNotContain(owner.name(), owner.address());
            hosted.card(HostedPage.CARD);

            PlaywrightAssertions.assertThat(page.locator("[data-receipt]")).hasText(Pattern.compile(".*\\d{6}.*"));
            tellsNothingOf(page, owner);
            Look.at(visitor, "money-guest-paid", language);
            assertThat(owner.owes(house)).isEqualTo(owed - cents);
            var receipt = page.locator("[data-receipt]").textContent().replaceAll("\\D", "");
            assertThat(payers.mail(email, receipt, Dollars.of(total))).doesNotContain(owner.name(), owner.address());
            assertThat(visitor.errors()).isEmpty();
        }
    }

    /** Each line opens down to its meter, and together they are the bill. */
    private static void seeWhatItIsFor(Visitor visitor, Keyboard keys, Debtor who) {
        var page = visitor.page();
        page.locator(".charges .charge").first().waitFor();
        visitor.settle();
        var lines = page.locator(".charges .charge").all();
        for (var line : lines) {
            keys.press("[aria-controls='%s']".formatted(line.getAttribute("aria-controls")));
        }
        PlaywrightAssertions.assertThat(page.locator(".charges .charge[aria-expanded=true]"))
                .hasCount(lines.size());
        assertThat(page.locator(".charges .cost").allTextContents().stream()
                        .mapToLong(Dollars::cents)
                        .sum())
                .isEqualTo(who.billCents());
        PlaywrightAssertions.assertThat(page.locator(".sums.total dd")).hasText(Dollars.of(who.billCents()));
        PlaywrightAssertions.assertThat(
                        page.locator(".ladder a[href*='/usage/']").first())
                .isVisible();
    }

    private static void ask(Keyboard keys, String number, String proof) {
        keys.type("#account", number);
        keys.type("#proof", proof);
        keys.enter();
    }

    /** {@return the words of the refusal} */
    private static String refused(Keyboard keys, Page page, String number, String proof) {
        page.evaluate("() => { document.getElementById('said').textContent = '' }"); // so that it is a new one
        ask(keys, number, proof);
        PlaywrightAssertions.assertThat(page.locator("#said")).hasText(Pattern.compile(".+"));
        return page.locator("#said").textContent();
    }

    private static void tellsNothingOf(Page page, Debtor owner) {
        assertThat(page.content()).doesNotContain(owner.name(), owner.address(), owner.number());
    }

    /** The receipt as a PDF, kept beside the pictures for a person to look at. */
    private static void keepReceipt(Page page, String language) throws IOException {
        var link = page.locator(".receipt a[href*='/receipt']").getAttribute("href");
        var bytes = Base64.getDecoder().decode((String) page.evaluate("""
                async (link) => {
                    const answer = await fetch(link);
                    const bytes = new Uint8Array(await answer.arrayBuffer());
                    return answer.ok ? btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join('')) : '';
                }""", link));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        Files.write(Path.of("target/screens/money-receipt-%s.pdf".formatted(language)), bytes);
    }

    private static String standingOrders(Debtor who, String which) {
        return house.sql("select count(*) from autopay where account = %s and %s".formatted(who.account(), which));
    }

    private static long sumOf(PayPage.Told told) {
        return told.lines().stream()
                .mapToLong(line -> Dollars.cents(line.replaceAll(".*\\$", "")))
                .sum();
    }
}
