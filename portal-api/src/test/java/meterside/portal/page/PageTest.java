package meterside.portal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import meterside.portal.problem.NotFound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;

class PageTest {

    private PageController pages;

    @BeforeEach
    void readThem() throws IOException {
        pages = new PageController(new StaticFiles("pages-for-tests"), true);
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
    void areNothingElseOfTheClassPath() {
        assertThatThrownBy(() -> pages.asset("/../../openapi.json", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.asset("/", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.asset("/app-1a2b3c4d.js.gz", "")).isInstanceOf(NotFound.class);
    }

    private static String text(ResponseEntity<byte[]> answer) {
        var body = answer.getBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
