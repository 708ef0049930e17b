package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The usage page for whoever has no mouse, and for whoever does not see it. */
class UsageByEarIT {

    private static House house;

    @BeforeAll
    static void openTheTown() {
        house = DemoTown.running();
    }

    @ParameterizedTest
    @CsvSource({"en, October 2", "es, 2 de octubre"})
    void fromSignInToAFileByKeysAlone(String language, String day) throws IOException {
        try (var visitor = new Visitor(house, language, 390)) {
            var page = visitor.page();
            var keys = new Keyboard(visitor);
            keys.signIn("demo@meterside.example");
            keys.press(".menu-button");
            keys.press("#menu a[href$='/usage']");
            visitor.settle();
            keys.press(".steps a.step"); // the month before
            page.waitForURL(url -> url.contains("month=2026-10"));
            visitor.settle();

            keys.to("[role=application]");
            page.keyboard().press("Home");
            page.keyboard().press("ArrowRight");
            var readout = page.locator(".readout");
            PlaywrightAssertions.assertThat(readout).containsText(day);
            PlaywrightAssertions.assertThat(readout).hasAttribute("aria-live", "polite");
            assertThat(readout.textContent()).contains("kWh");

            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("day=2026-10-02"));
            visitor.settle();
            keys.to("[role=application]");
            page.keyboard().press("End");
            PlaywrightAssertions.assertThat(readout).containsText("11"); // the day's last hour
            assertThat(readout.textContent()).contains("kWh");

            keys.to(".downloads a[href*='usage.csv']");
            var file = page.waitForDownload(keys::enter);
            var lines = Files.readAllLines(file.path(), StandardCharsets.UTF_8);
            assertThat(lines.stream().filter(line -> line.startsWith("2026-10-02T")))
                    .hasSize(24);
            assertThat(visitor.errors()).isEmpty();
        }
    }

    /** What changed on purpose is taken over from target/spoken, after it was read. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void isToldAsItWas(String language) throws IOException {
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("other@meterside.example");
            visitor.settle();
            visitor.page().locator("a[href*='/usage/']").first().click();
            visitor.settle();
            visitor.page()
                    .locator(".services-switch a")
                    .first()
                    .click(); // whichever is unusual now stood first at home
            visitor.settle();
            visitor.open(
                    visitor.page().url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "")
                            + "?month=2026-09");
            visitor.settle();
            visitor.page().locator(".downloads").waitFor(); // which comes with the last part of the page

            var told = Spoken.of(visitor);

            var name = "usage-%s.txt".formatted(language);
            Files.writeString(Files.createDirectories(Path.of("target/spoken")).resolve(name), told);
            assertThat(told).isEqualTo(Files.readString(Path.of("src/test/resources/spoken", name)));
        }
    }
}
