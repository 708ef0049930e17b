package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.List;

/** A look at a page as it is: by axe, by its width on the smallest phone, and with a picture for people. */
final class Look {

    private Look() {}

    /** @param name of the picture; one that ends in {@code -away} is of a page that still waits for something */
    static void at(Visitor visitor, String name, String language) {
        var page = visitor.page();
        if (!name.endsWith("-away")) {
            visitor.settle();
        }
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        for (var width : List.of(320, 1280, 390)) {
            page.setViewportSize(width, 900);
            page.waitForTimeout(150); // the charts lay themselves out anew
            awaitWidth(page, width);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s in %s at %d px", name, language, width)
                    .isLessThanOrEqualTo(width);
            visitor.photograph("%s-%s-%d".formatted(name, language, width));
        }
        // in a frame that may run no scripts axe would wait for its own for ever
        var found = new AxeBuilder(page).exclude("iframe[sandbox]").analyze().getViolations();
        assertThat(found.stream().map(Look::words))
                .as("%s in %s", name, language)
                .isEmpty();
    }

    /** On a busy machine the charts are late; a page that stays too wide is for the caller to say. */
    private static void awaitWidth(Page page, int width) {
        try {
            page.waitForFunction(
                    "w => document.documentElement.scrollWidth <= w",
                    width,
                    new Page.WaitForFunctionOptions().setTimeout(20_000));
        } catch (TimeoutError wide) {
            System.out.println("wider than %d px after 20 s: %s".formatted(width, page.url()));
        }
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().getFirst().getHtml();
    }
}
