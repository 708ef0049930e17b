package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a line the pages open all the same and show what was seen last, as such, and of nobody else. */
class LastSeenIT {

    private static final String SEEN =
            "async () => (await (await caches.open('seen')).keys()).map(one => new URL(one.url).pathname)";

    private static House house;

    @BeforeAll
    static void openTheTown() {
        house = DemoTown.running();
    }

    @ParameterizedTest
    @CsvSource({"en, 'Last seen Nov\u00a021, '", "es, 'Visto por última vez el 21\u00a0nov'"})
    void withoutALineTheLastSeenFiguresAreShownAsSuch(String language, String words) {
        try (var visitor = new Visitor(house, language, 390)) {
            var page = visitor.page();
            visitor.signIn("demo@meterside.example");
            awaitTheWorker(visitor);
            page.reload();
            visitor.settle();
            page.locator("a[href*='/usage/']").first().click();
            visitor.settle();
            page.locator(".downloads").waitFor();
            page.reload();
            visitor.settle();
            var lead = page.locator(".summary .lead");
            var figures = lead.textContent();
            PlaywrightAssertions.assertThat(page.locator(".last-seen")).isEmpty();
            page.waitForFunction("""
                    async () => (%s)().then(all => ['/notes', '/cycle', '/weather'].every(end => all.some(one => one.endsWith(end))))
                    """.formatted(SEEN));

            page.context().setOffline(true);
            page.reload();
            visitor.settle();

            PlaywrightAssertions.assertThat(page.locator(".last-seen h2")).containsText(words);
            PlaywrightAssertions.assertThat(lead).hasText(figures);
            PlaywrightAssertions.assertThat(page.locator(".notice")).hasCount(1);
            Look.at(visitor, "usage-last-seen", language);

            page.context().setOffline(false);
            // unless the page, whose stream is open again, was quicker
            page.evaluate("() => document.querySelector('.last-seen button')?.click()");
            PlaywrightAssertions.assertThat(page.locator(".last-seen")).isEmpty();
            PlaywrightAssertions.assertThat(lead).hasText(figures);
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @Test
    void nothingOfOneLoginIsLeftForAnother() {
        try (var visitor = new Visitor(house, "en", 1280)) {
            var page = visitor.page();
            visitor.signIn("demo@meterside.example");
            awaitTheWorker(visitor);
            page.reload();
            visitor.settle();
            page.waitForFunction(
                    "async () => (%s)().then(all => all.some(one => one.endsWith('/usage')))".formatted(SEEN));
            assertThat(seen(visitor))
                    .allMatch(path -> path.matches(
                            "/api/(session|accounts(/\\d+/(balance|alerts|unusual|channels(/\\d+/usage)?))?)"));

            page.locator(".menu .accounts > button").last().click();
            visitor.press("Sign out");
            page.waitForURL(url -> url.contains("/sign-in"));
            page.waitForFunction(
                    "async () => !(await caches.has('seen')) || (await (%s)()).length === 0".formatted(SEEN));

            visitor.signIn("other@meterside.example");
            visitor.settle();
            page.reload();
            visitor.settle();
            page.waitForFunction("async () => (%s)().then(all => all.length > 0)".formatted(SEEN));
            var address = page.locator(".whose").textContent();
            page.context().setOffline(true);
            page.reload();
            PlaywrightAssertions.assertThat(page.locator(".whose")).hasText(address);
            PlaywrightAssertions.assertThat(page.locator(".last-seen h2")).containsText("Last seen");

            // whose session is over has nothing left here either
            page.context().setOffline(false);
            page.context().clearCookies();
            page.reload();
            page.waitForURL(url -> url.contains("/sign-in"));
            page.waitForFunction(
                    "async () => !(await caches.has('seen')) || (await (%s)()).length === 0".formatted(SEEN));
            page.context().setOffline(true);
            page.navigate(house.url() + "/sign-in");
            PlaywrightAssertions.assertThat(page.locator("#email")).isVisible();
        }
    }

    private static void awaitTheWorker(Visitor visitor) {
        visitor.page().evaluate("async () => { await navigator.serviceWorker.ready }");
        visitor.page().waitForFunction("() => navigator.serviceWorker.controller !== null");
    }

    @SuppressWarnings("unchecked")
    private static List<String> seen(Visitor visitor) {
        return (List<String>) visitor.page().evaluate(SEEN);
    }
}
