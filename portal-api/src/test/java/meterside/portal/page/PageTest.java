package meterside.portal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.city.Cities;
import meterside.portal.problem.NotFound;
import meterside.portal.signing.SigningKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;

class PageTest {

    private static final Map<String, String> OWN = Map.of(
            "METERSIDE_CITY_NAME", "Hull & Sons",
            "METERSIDE_CITY_PHONE", "555-010-0170",
            "METERSIDE_CITY_EMERGENCY_PHONE", "555-010-0171",
            "METERSIDE_CITY_HOURS", "9 to 5",
            "METERSIDE_CITY_HOURS_ES", "de 9 a 5");

    private static final SigningKeys KEYS = SigningKeys.of("c2lnbmVkIGZvciB0aGUgdGVzdHMsIG5vdCBhIHNlY3I=", "");

    @TempDir
    private Path folder;

    private PageController pages;

    @BeforeEach
    void readThem() throws IOException {
        pages = pagesOf(Map.of());
    }

    private static PageController pagesOf(Map<String, String> settings) throws IOException {
        var city = Cities.of(name -> settings.getOrDefault(name, ""), "pages-for-tests");
        return new PageController(new StaticFiles("pages-for-tests", city, KEYS), city, true);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', en",
        "'', 'es-MX,es;q=0.9,en;q=0.8', es",
        "'', 'fr,en;q=0.5', en",
        "'', 'fr', en",
        "'', 'en;q=0.1,es;q=0.9', es",
        "'', ';;;nonsense===', en",
        "en, 'es', en",
        "es, 'en', es",
        "../app, 'es', es"
    })
    void speakTheLanguageChosenElseTheBrowsers(String cookie, String acceptLanguage, String spoken) {
        assertThat(text(pages.door("sign-in", cookie, acceptLanguage, ""))).contains("lang=\"%s\"".formatted(spoken));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'gzip', gzip",
        "'gzip, deflate, br', br",
        "'GZIP;q=0.5', gzip",
        "'br;q=0, gzip', gzip",
        "'br;q=0.0', ''",
        "'brotli', ''"
    })
    void comeInTheSmallestFormTheBrowserTakes(String acceptEncoding, String coding) {
        var answer = pages.asset("/app-1a2b3c4d.js", acceptEncoding);

        assertThat(answer.getHeaders().getOrDefault("Content-Encoding", java.util.List.of("")))
                .containsExactly(coding);
        assertThat(answer.getHeaders().getFirst("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.getHeaders().getFirst("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
    }

    @Test
    void areAskedForAgainWhileHashedFilesAreKeptForGood() {
        assertThat(pages.app("").getHeaders().getCacheControl()).isEqualTo("no-cache");
        assertThat(pages.asset("/app-1a2b3c4d.js", "").getHeaders().getCacheControl())
                .isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void thatCheckFilesKnowTheKeysAndOneCanBeKept() {
        var known = "data-keys=\"%s\"".formatted(KEYS.current().base64());
        var kept = pages.toKeep("es", "", "br, gzip");

        assertThat(text(pages.door("verify", "en", "", ""))).contains(known);
        assertThat(text(pages.toKeep("es", "", ""))).contains(known, "lang=\"es\"");
        assertThat(kept.getHeaders().getFirst("Content-Disposition")).isEqualTo("attachment; filename=\"verify.html\"");
        assertThat(kept.getHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void areNothingElseOfTheClassPath() {
        assertThatThrownBy(() -> pages.asset("/../../openapi.json", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.asset("/", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.asset("/app-1a2b3c4d.js.gz", "")).isInstanceOf(NotFound.class);
    }

    @Test
    void speakOfACityWithAStyleOfItsOwnInItsWords() throws IOException {
        var settings = new HashMap<>(OWN);
        settings.put("METERSIDE_CITY_PART_ES", "Agua");
        var own = pagesOf(settings);

        assertThat(text(own.door("sign-in", "en", "", "")))
                .contains(
                        "<title>In – Hull &amp; Sons</title>",
                        "<b>Hull &amp; Sons</b>",
                        "555-010-0170 9 to 5 555-010-0171")
                .contains("data-language=\"es\"")
                .doesNotContain("%", "Riverton", "stylesheet");
        assertThat(text(own.door("sign-in", "es", "", "")))
                .contains("<title>In – Hull &amp; Sons, Agua</title>", "de 9 a 5")
                .doesNotContain("%", "Riverton");
        assertThat(text(own.app(""))).contains("&quot;phone&quot;:&quot;555-010-0170&quot;", "Hull &amp; Sons");
        assertThat(text(own.manifest("es", "", ""))).contains("\"name\":\"Hull & Sons Agua\"", "/assets/icon.png");
        assertThat(own.app("br, gzip").getHeaders().getFirst("Content-Encoding"))
                .isEqualTo("gzip");
        assertThatThrownBy(() -> own.asset("/../unfilled/city.json", "")).isInstanceOf(NotFound.class);
    }

    @Test
    void wearItsColoursAndItsLogoAsFilesOfTheirOwn() throws IOException {
        var logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
        var file = Files.writeString(folder.resolve("logo.svg"), logo);
        var own = pagesOf(Map.of(
                "METERSIDE_CITY_ACCENT",
                "#0b6b3a",
                "METERSIDE_CITY_LOGO",
                file.toString(),
                "METERSIDE_CITY_LANGUAGES",
                "es"));
        var door = text(own.door("sign-in", "en", "en", "")); // which it does not speak

        assertThat(door)
                .contains("lang=\"es\"", "Ciudad de Riverton", "<img class=\"seal\" src=\"/assets/city-")
                .doesNotContain("<svg", "data-language");
        assertThat(asset(own, door, "css")).contains("--accent:#0b6b3a");
        assertThat(asset(own, door, "svg")).isEqualTo(logo);
        assertThat(text(own.app("")))
                .contains("rel=\"icon\" href=\"/assets/city-")
                .doesNotContain("touch.png");
        assertThat(text(own.manifest("", "", ""))).contains("image/svg+xml").doesNotContain("icon.png");
    }

    private static String asset(PageController pages, String page, String type) {
        var found = Pattern.compile("/assets(/city-\\w+\\.%s)".formatted(type)).matcher(page);
        assertThat(found.find()).as(type).isTrue();
        return text(pages.asset(found.group(1), ""));
    }

    private static String text(ResponseEntity<byte[]> answer) {
        var body = answer.getBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
