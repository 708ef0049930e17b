package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The inbox of the stand-ins, as whoever tries Meterside sees it: an e-mail as rendered, a text as on a phone. */
class PostboxIT {

    private static final String PHONE = "+12025550177";
    private static final String EMAIL = "other@meterside.example";

    @Test
    void showsAnEmailAsRenderedAndATextAsAPhoneShowsIt() {
        var house = DemoTown.running();
        var inbox = new Inbox(house);
        try (var visitor = new Visitor(house, "en", 390)) {
            visitor.signIn(EMAIL);
            visitor.api("POST", "/api/contacts", """
                    {"medium": "sms", "address": "%s", "language": "es", "zone": "America/New_York", "alerts": true}""".formatted(PHONE));
            var code = inbox.code(PHONE, 1);
            visitor.api("POST", "/api/password-resets", "{\"email\": \"%s\", \"language\": \"en\"}".formatted(EMAIL));
            var mailed = inbox.code(EMAIL, 1);

            visitor.page().navigate("http://127.0.0.1:%d/dev/inbox".formatted(house.portOf("STANDINS_PORT")));

            var page = visitor.page();
            var talk = page.locator("article")
                    .filter(new Locator.FilterOptions().setHas(page.locator("h3:text-is('%s')".formatted(PHONE))));
            PlaywrightAssertions.assertThat(talk.locator(".sms").last())
                    .hasText(
                            "Riverton Utilities: su clave es %s. Sirve 10 minutos. Nunca se lo pedimos por teléfono. Responda ALTO para cancelar."
                                    .formatted(code));
            assertThat(talk.locator(".sms").last().evaluate("bubble => getComputedStyle(bubble).borderRadius"))
                    .isEqualTo("16px 16px 16px 4px");
            // the newest first; the code of a mail stands in its body, large, as its reader sees it
            var mail = page.frameLocator("iframe[title*='%s'] >> nth=0".formatted(mailed));
            var large = mail.locator("p:text-is('%s')".formatted(mailed));
            PlaywrightAssertions.assertThat(large).isVisible();
            assertThat(large.evaluate("code => getComputedStyle(code).fontSize"))
                    .isEqualTo("32px");
            PlaywrightAssertions.assertThat(mail.locator("body")).not().containsText("<p");
            Look.at(visitor, "inbox", "en");

            talk.getByLabel("Answer as the owner").fill("¿Quién es?");
            talk.getByRole(AriaRole.BUTTON).click();
            PlaywrightAssertions.assertThat(page.locator("article")
                            .filter(new Locator.FilterOptions()
                                    .setHas(page.locator("h3:text-is('%s')".formatted(PHONE))))
                            .locator(".own"))
                    .hasText("¿Quién es?");
            assertThat(visitor.errors()).isEmpty();
        }
    }
}
