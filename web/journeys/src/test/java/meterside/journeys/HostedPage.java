package meterside.journeys;

import com.microsoft.playwright.Page;

/** The payment provider's own page, where a card or a bank account is typed: here its stand-in's, which takes test numbers. */
final class HostedPage {

    /** Goes through. */
    static final String CARD = "4242424242424242";

    private final Visitor visitor;
    private final Page page;
    private final Keyboard keys;

    /** Waits until the browser is there. */
    HostedPage(Visitor visitor, Keyboard keys) {
        this.visitor = visitor;
        this.page = visitor.page();
        this.keys = keys;
        page.waitForURL(url -> url.contains("/pay/c/"));
        visitor.settle();
    }

    /** {@return the cents that it asks for in all} */
    long totalCents() {
        return Dollars.cents(page.locator("tr.total td").textContent());
    }

    /** Types a card, presses Enter, and is back with the utility when this returns. */
    void card(String number) {
        keys.type("#number", number);
        keys.type("#expiry", "12/39");
        keys.type("#cvc", "123");
        goOn();
    }

    /** Likewise for a bank account. */
    void bank(String number) {
        keys.type("#name", "Test Payer");
        keys.type("#routing", "110000000");
        keys.type("#account", number);
        goOn();
    }

    private void goOn() {
        keys.enter();
        page.waitForURL(url -> !url.contains("/pay/c/"));
        visitor.settle();
    }
}
