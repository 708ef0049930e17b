package meterside.portal.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import meterside.portal.city.City;
import meterside.portal.problem.NotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The pages, whose addresses are the app's own, and their files. None of them holds anything of a customer's. */
@RestController
class PageController {

    private static final String ASK_AGAIN = "no-cache";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final StaticFiles files;
    private final List<String> languages;
    private final boolean demo;
    private final byte[] openapi;

    PageController(StaticFiles files, City city, @Value("${METERSIDE_DEMO:false}") boolean demo) throws IOException {
        this.files = files;
        this.languages = city.languages();
        this.demo = demo;
        this.openapi = new ClassPathResource("openapi.json").getContentAsByteArray();
    }

    /** What a page may know before anyone signs in. */
    record SiteView(boolean demo) {}

    @GetMapping("/api/site")
    SiteView site() {
        return new SiteView(demo);
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<byte[]> openapi() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN)
                .body(openapi);
    }

    @GetMapping({"/", "/accounts", "/accounts/**", "/payments/**", "/counter", "/counter/**", "/profile", "/profile/**"
    })
    ResponseEntity<byte[]> app(@RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        return page("app.html", acceptEncoding);
    }

    /** What anyone sees before signing in: static, a file per page and language. */
    @GetMapping({"/sign-in", "/claim", "/reset", "/verify", "/pay", "/pay/**"})
    ResponseEntity<byte[]> door(
            ServerHttpRequest request,
            @CookieValue(name = "language", defaultValue = "") String chosen,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        return door(request.getPath().value().split("/", -1)[1], chosen, acceptLanguage, acceptEncoding);
    }

    ResponseEntity<byte[]> door(String page, String chosen, String acceptLanguage, String acceptEncoding) {
        return page(inLanguage(page, "html", chosen, acceptLanguage), acceptEncoding);
    }

    /** The page that checks files as one file, to be kept: it works from a disk and without a network. */
    @GetMapping("/verify.html")
    ResponseEntity<byte[]> toKeep(
            @CookieValue(name = "language", defaultValue = "") String chosen,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        var answer = page(inLanguage("verify-to-keep", "html", chosen, acceptLanguage), acceptEncoding);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("verify.html")
                                .build()
                                .toString())
                .body(answer.getBody());
    }

    /** What a phone makes an app of, in the customer's language. */
    @GetMapping("/site.webmanifest")
    ResponseEntity<byte[]> manifest(
            @CookieValue(name = "language", defaultValue = "") String chosen,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        return page(inLanguage("site", "webmanifest", chosen, acceptLanguage), acceptEncoding);
    }

    /** Hashed names: another content is another name. */
    @GetMapping("/assets/{*path}")
    ResponseEntity<byte[]> asset(
            @PathVariable String path,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        return file("assets" + path).answer(acceptEncoding, FOR_GOOD, HttpHeaders.ACCEPT_ENCODING);
    }

    /** The files that browsers and robots ask for at the root; sw.js stands there because it speaks for all pages. */
    @GetMapping({"/favicon.ico", "/robots.txt", "/sw.js"})
    ResponseEntity<byte[]> atRoot(
            ServerHttpRequest request,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String acceptEncoding) {
        var name = request.getPath().value().substring(1);
        return file(name).answer(acceptEncoding, ASK_AGAIN, HttpHeaders.ACCEPT_ENCODING);
    }

    private ResponseEntity<byte[]> page(String name, String acceptEncoding) {
        return file(name).answer(acceptEncoding, ASK_AGAIN, "Accept-Encoding, Accept-Language, Cookie");
    }

    private StaticFile file(String name) {
        return files.find(name).orElseThrow(NotFound::new);
    }

    private String inLanguage(String name, String type, String chosen, String acceptLanguage) {
        var language = languages.contains(chosen) ? chosen : preferred(acceptLanguage);
        return language.equals("en") ? "%s.%s".formatted(name, type) : "%s.%s.%s".formatted(name, language, type);
    }

    private String preferred(String acceptLanguage) {
        try {
            var wanted = Locale.LanguageRange.parse(acceptLanguage);
            var found = Locale.lookupTag(wanted, languages);
            return found == null ? languages.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return languages.getFirst();
        }
    }
}
