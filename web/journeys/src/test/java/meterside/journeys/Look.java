package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
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

    private static final String CHARTS_FIT = """
            () => [...document.querySelectorAll('.chart')].every(
                chart => (drawing => !drawing || Number(drawing.getAttribute('width')) === chart.clientWidth)(chart.querySelector('svg')))
            """;

    private Look() {}

    /** @param name of the picture; one that ends in {@code -away} is of a page that still waits for something */
    static void at(Visitor visitor, String name, String language) {
        var page = visitor.page();
        if (!name.endsWith("-away")) {
            visitor.settle();
        }
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        for (var width : List.of(320, 768, 1280, 390)) {
            page.setViewportSize(width, 900);
            awaitLayout(page, width);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s in %s at %d px", name, language, width)
                    .isLessThanOrEqualTo(width);
            assertThat(page.evaluate(CHARTS_FIT))
                    .as("charts of %s in %s fill their place at %d px", name, language, width)
                    .isEqualTo(true);
            visitor.photograph("%s-%s-%d".formatted(name, language, width));
        }
        assertThat(found(page, List.of())).as("%s in %s", name, language).isEmpty();
        wear(visitor, ColorScheme.DARK, ForcedColors.NONE);
        visitor.photograph("%s-%s-dark-390".formatted(name, language));
        assertThat(found(page, OF_COLOURS)).as("%s in %s, dark", name, language).isEmpty();
        wear(visitor, ColorScheme.LIGHT, ForcedColors.ACTIVE);
        assertThat(found(page, OF_COLOURS))
                .as("%s in %s, high contrast", name, language)
                .isEmpty();
        wear(visitor, ColorScheme.LIGHT, ForcedColors.NONE);
    }

    /**
     * Axe in the page itself: its builder opens another page for each pass, and brings home all that was in order too.
     *
     * @param rules of axe's; none: all
     */
    @SuppressWarnings("unchecked") // a list of strings comes back as one
    private static List<String> found(Page page, List<String> rules) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        // in a frame that may run no scripts axe would wait for its own for ever
        return (List<String>) page.evaluate("""
                async rules => {
                    const { violations } = await axe.run({ exclude: ['iframe[sandbox]'] }, {
                        resultTypes: ['violations'],
                        ...(rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } }),
                    });
                    return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes[0].html}`);
                }""", rules);
    }

    /** Another theme on the page that is open already. */
    private static void wear(Visitor visitor, ColorScheme scheme, ForcedColors forced) {
        visitor.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setForcedColors(forced));
        visitor.page().waitForTimeout(50);
    }

    /** On a busy machine the charts are late; a page that stays too wide, or a chart that does not fill its place, is for the caller to say. */
    private static void awaitLayout(Page page, int width) {
        try {
            page.waitForFunction(
                    "w => document.documentElement.scrollWidth <= w && (%s)()".formatted(CHARTS_FIT),
                    width,
                    new Page.WaitForFunctionOptions().setTimeout(20_000));
        } catch (TimeoutError wide) {
            System.out.println("not laid out for %d px after 20 s: %s".formatted(width, page.url()));
        }
    }
}
