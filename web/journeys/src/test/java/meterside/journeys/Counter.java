package meterside.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** The clerk's counter, with one of the utility's own people at it. */
final class Counter {

    private final Visitor visitor;
    private final Page page;
    private final Keyboard keys;

    /** Signs in, which leads there. */
    Counter(Visitor visitor, String email) {
        this.visitor = visitor;
        this.page = visitor.page();
        this.keys = new Keyboard(visitor);
        keys.signIn(email, Visitor.STAFF_PASSWORD);
        page.waitForURL(url -> url.endsWith("/counter"));
    }

    /** Finds a customer by the number on their bill. */
    void find(Debtor who) {
        keys.type("#q", who.number());
        keys.press("#found a[href='/counter/accounts/%s']".formatted(who.account()));
        page.locator("#owed").waitFor();
        visitor.settle();
    }

    /** Takes cash, and says how much to give back of what was handed over. */
    void takeCash(long cents, long givenCents) {
        keys.type("#amount", Dollars.typed(cents));
        keys.type("#given", Dollars.typed(givenCents));
        assertThat(page.locator(".take .change")).containsText(Dollars.of(givenCents - cents));
        keys.press("#record");
        assertThat(page.locator("#taken")).containsText(Dollars.of(cents));
        assertThat(page.locator(".taken .change")).containsText(Dollars.of(givenCents - cents));
    }

    /** Asks for part of a payment to be given back. */
    void askBack(String payment, long cents, String why) {
        keys.press("[aria-describedby='payment-%s']".formatted(payment));
        keys.type("#refund-amount", Dollars.typed(cents));
        keys.type("#refund-reason", why);
        keys.enter();
        assertThat(page.locator("p.told")).containsText(Dollars.of(cents));
    }

    /** Goes to what waits for an approver. */
    void openRefunds() {
        visitor.open("/counter/refunds");
        page.locator("#waiting").waitFor();
        visitor.settle();
    }

    void release(String refund, long cents) {
        keys.press("button.usa-button:not(.usa-button--outline)[aria-describedby='refund-%s']".formatted(refund));
        assertThat(page.locator("p.told")).containsText(Dollars.of(cents));
    }
}
