package meterside.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;

/** The page on which a customer says how much and by what, and sees before what that does and costs. */
final class PayPage {

    private static final String EFFECT = """
            rows => rows.filter(row => row.cells[2].textContent !== '–')
                        .map(row => row.cells[0].firstChild.textContent + ' ' + row.cells[2].textContent)""";

    private static final String PAID =
            "lines => lines.map(line => line.querySelector('dt').textContent + ' ' + line.querySelector('dd').textContent)";

    private final Visitor visitor;
    private final Keyboard keys;
    private final Debtor who;

    PayPage(Visitor visitor, Keyboard keys, Debtor who) {
        this.visitor = visitor;
        this.keys = keys;
        this.who = who;
    }

    /**
     * What is said before anything is pressed.
     *
     * @param lines service and amount of each charge that is paid
     * @param totalCents what is paid in all
     */
    record Told(List<String> lines, long totalCents) {

        long feeCents(long cents) {
            return totalCents - cents;
        }
    }

    /** Types the amount, and waits until the page has worked out what it does. */
    Told say(long cents) {
        var page = visitor.page();
        keys.type("#amount-" + who.account(), Dollars.typed(cents));
        var sums = page.locator(".check dl.sums:not(.late)");
        assertThat(sums.locator(":scope > div > dd").first()).hasText(Dollars.of(cents));
        assertThat(page.locator(".effect .late")).hasCount(0);
        visitor.settle();
        return new Told(
                linesOf("table.pays tbody tr", EFFECT),
                Dollars.cents(sums.locator(".total dd").textContent()));
    }

    /** Presses the one button; the provider's page follows. */
    HostedPage goOn() {
        keys.press("#pay-now");
        return new HostedPage(visitor, keys);
    }

    /** Back from the provider: waits until the page says that it is paid. */
    void awaitPaid() {
        visitor.page().locator("#standing[data-state=settled]").waitFor();
        visitor.page().locator(".receipt a[href*='/receipt']").waitFor();
        visitor.settle();
    }

    /** {@return the id of the payment that the page shows} */
    String payment() {
        return visitor.page().url().replaceAll(".*/payments/|\\?.*", "");
    }

    String receiptNumber() {
        return visitor.page()
                .locator(".receipt dl.sums")
                .first()
                .locator("dd")
                .first()
                .textContent();
    }

    /** {@return the lines of the receipt on the page of a payment, like those told before} */
    List<String> receipt() {
        return linesOf(".receipt .paid-part-of > div .sums > div", PAID);
    }

    private List<String> linesOf(String selector, String words) {
        return ((List<?>) visitor.page().locator(selector).evaluateAll(words))
                .stream().map(String::valueOf).toList();
    }
}
