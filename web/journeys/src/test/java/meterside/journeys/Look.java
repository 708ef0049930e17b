package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;

/**
 * A look at a page as it is: by axe, by its width on the smallest phone, and with a picture for people. All of axe's rules by
 * day; by night and in high contrast those that look at colours, since nothing else of the page depends on the theme, and
 * axe is what takes the time here.
 */
final class Look {

    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

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
        assertThat(found(visitor, List.of())).as("%s in %s", name, language).isEmpty();
        wear(visitor, ColorScheme.DARK, ForcedColors.NONE);
        visitor.photograph("%s-%s-dark-390".formatted(name, language));
        assertThat(found(visitor, OF_COLOURS))
                .as("%s in %s, dark", name, language)
                .isEmpty();
        wear(visitor, ColorScheme.LIGHT, ForcedColors.ACTIVE);
        assertThat(found(visitor, OF_COLOURS))
                .as("%s in %s, high contrast", name, language)
                .isEmpty();
        wear(visitor, ColorScheme.LIGHT, ForcedColors.NONE);
    }

    /** @param rules of axe's; none: all */
    private static List<String> found(Visitor visitor, List<String> rules) {
        // in a frame that may run no scripts axe would wait for its own for ever
        var axe = new AxeBuilder(visitor.page()).exclude("iframe[sandbox]");
        return (rules.isEmpty() ? axe : axe.withRules(rules))
                .analyze().getViolations().stream().map(Look::words).toList();
    }

    /** Another theme on the page that is open already. */
    private static void wear(Visitor visitor, ColorScheme scheme, ForcedColors forced) {
        visitor.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setForcedColors(forced));
        visitor.page().waitForTimeout(50);
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
