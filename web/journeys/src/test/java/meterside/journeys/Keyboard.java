package meterside.journeys;

import com.microsoft.playwright.Page;

/** The keys of someone who uses no mouse: what Tab does not reach is not there for them. */
final class Keyboard {

    /** More stops than the longest page has; Tab goes around once and finds nothing. */
    private static final int STOPS = 200;

    private static final int CHOICES = 10;
    private static final int LOOKS = 60;

    private final Visitor visitor;
    private final Page page;

    Keyboard(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    /**
     * Goes on by Tab until there.
     *
     * @param selector of CSS
     * @throws AssertionError if Tab never comes there
     */
    void to(String selector) {
        page.locator(selector).first().waitFor();
        for (var stop = 0; stop < STOPS; stop++) {
            if (isAt(selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not come to %s on %s".formatted(selector, page.url()));
    }

    /** Goes there and presses Enter. */
    void press(String selector) {
        to(selector);
        page.keyboard().press("Enter");
    }

    /** Goes there and types, in place of what stood there. */
    void type(String selector, String text) {
        to(selector);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    /** Goes to the choice that is made, and from it down to another of its group. */
    void choose(String made, String other) {
        to(made);
        for (var step = 0; step < CHOICES; step++) {
            if (isAt(other)) {
                return;
            }
            page.keyboard().press("ArrowDown");
        }
        throw new AssertionError("no arrow leads from %s to %s".formatted(made, other));
    }

    /** Enter where one is. */
    void enter() {
        page.keyboard().press("Enter");
    }

    /** Signs in with the password of all demo logins, and waits for the first page. */
    void signIn(String email) {
        signIn(email, Visitor.PASSWORD);
    }

    void signIn(String email, String password) {
        visitor.open("/sign-in");
        page.locator("[type=submit]:enabled").first().waitFor(); // Enter does nothing before the page's script is there
        type("#email", email);
        type("#password", password);
        enter();
        page.waitForURL(url -> !url.contains("/sign-in"));
        visitor.settle();
    }

    /** Loads the page again until this is on it: for what the provider tells the portal a moment after the customer is back. */
    void reloadUntil(String selector) {
        for (var look = 0; look < LOOKS; look++) {
            visitor.settle();
            if (page.locator(selector).count() > 0) {
                return;
            }
            page.waitForTimeout(1000);
            page.reload();
        }
        throw new AssertionError("%s never came on %s".formatted(selector, page.url()));
    }

    private boolean isAt(String selector) {
        return (Boolean) page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector);
    }
}
