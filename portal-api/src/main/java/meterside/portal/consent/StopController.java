package meterside.portal.consent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The link at the end of each alert by mail. Opening it changes nothing, since mail scanners open links; its button does,
 * and so does a mail program by itself (RFC 8058), which is never redirected. Pages without script, in the reader's language.
 */
@RestController
class StopController {

    private static final List<String> LANGUAGES = List.of("en", "es");
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Map<String, byte[]> pages = new HashMap<>();
    private final StopToken tokens;
    private final Consents consents;

    StopController(StopToken tokens, Consents consents) throws IOException {
        this.tokens = tokens;
        this.consents = consents;
        for (var language : LANGUAGES) {
            for (var page : List.of("ask", "done", "unknown")) {
                var name = "%s.%s.html".formatted(page, language);
                pages.put(name, new ClassPathResource("stop/" + name).getContentAsByteArray());
            }
        }
    }

    @GetMapping("/stop/{token}")
    ResponseEntity<byte[]> ask(
            @PathVariable String token,
            @CookieValue(name = "language", defaultValue = "") String chosen,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage) {
        if (token.equals("done")) {
            return page("done", HttpStatus.OK, chosen, acceptLanguage);
        }
        return tokens.contact(token).isPresent()
                ? page("ask", HttpStatus.OK, chosen, acceptLanguage)
                : page("unknown", HttpStatus.NOT_FOUND, chosen, acceptLanguage);
    }

    @PostMapping("/stop/{token}")
    Mono<ResponseEntity<byte[]>> stop(
            @PathVariable String token,
            @CookieValue(name = "language", defaultValue = "") String chosen,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage,
            ServerWebExchange exchange) {
        var contact = tokens.contact(token);
        if (contact.isEmpty()) {
            return Mono.just(page("unknown", HttpStatus.NOT_FOUND, chosen, acceptLanguage));
        }
        return exchange.getFormData()
                .map(form -> "One-Click".equals(form.getFirst("List-Unsubscribe")))
                .flatMap(oneClick -> consents.takeByLink(contact.get())
                        .thenReturn(oneClick ? page("done", HttpStatus.OK, chosen, acceptLanguage) : toDone()));
    }

    private static ResponseEntity<byte[]> toDone() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/stop/done"))
                .build();
    }

    /** @param chosen the language chosen on our pages, if any was: it counts before the browser's */
    private ResponseEntity<byte[]> page(String name, HttpStatus status, String chosen, String acceptLanguage) {
        var language = LANGUAGES.contains(chosen) ? chosen : preferred(acceptLanguage);
        var page = "%s.%s.html".formatted(name, language);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .body(Objects.requireNonNull(pages.get(page)));
    }

    private static String preferred(String acceptLanguage) {
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.getFirst();
        }
    }
}
