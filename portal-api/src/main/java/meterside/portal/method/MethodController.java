package meterside.portal.method;

import java.time.ZoneId;
import java.util.List;
import meterside.portal.input.Typed;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Network;
import meterside.portal.method.Methods.Used;
import meterside.portal.session.Proven;
import meterside.portal.session.SignedIn;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's saved cards and bank accounts. Adding and removing need fresh proof of who asks (SC6). */
@RestController
@RequestMapping("/api/payment-methods")
class MethodController {

    private static final List<String> KINDS = List.of("card", "bank");

    private final Methods methods;
    private final Authorisations authorisations;
    private final ZoneId zone;

    MethodController(
            Methods methods,
            Authorisations authorisations,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.methods = methods;
        this.authorisations = authorisations;
        this.zone = ZoneId.of(zone);
    }

    /** What is kept; and what to show, in the reader's language, before someone keeps a method or turns autopay on. */
    record ListView(List<MethodView> methods, AuthorisationsView authorisations) {}

    record MethodView(
            String id,
            String kind,
            String label,
            String last4,
            @Nullable String expiresOn,
            String addedAt,
            List<String> usedBy) {

        static MethodView of(Used used, ZoneId zone) {
            var method = used.method();
            var expiresOn = method.expiresOn();
            return new MethodView(
                    Long.toString(method.id()),
                    method.kind().word(),
                    method.label(),
                    method.last4(),
                    expiresOn == null ? null : expiresOn.toString(),
                    Letters.time(method.addedAt(), zone),
                    used.accounts().stream()
                            .map(account -> Long.toString(account))
                            .toList());
        }
    }

    record AuthorisationsView(String card, String bank, String autopay) {}

    record NewRequest(@Nullable String kind, @Nullable String language) {}

    record PageView(String pageUrl) {}

    @GetMapping
    Mono<ListView> list(
            SignedIn who, @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage) {
        var language = Authorisations.language(acceptLanguage);
        var words = new AuthorisationsView(
                authorisations.keeping(Kind.CARD, language).text(),
                authorisations.keeping(Kind.BANK, language).text(),
                authorisations.paying(language).text());
        return methods.all(who.login())
                .map(found -> new ListView(
                        found.stream().map(used -> MethodView.of(used, zone)).toList(), words));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PageView> add(Proven proven, @RequestBody NewRequest typed) {
        var kind = Kind.of(Typed.oneOf("kind", typed.kind(), KINDS));
        var language = Typed.language("language", typed.language());
        return methods.page(proven.who(), kind, language).map(page -> new PageView(page.url()));
    }

    @DeleteMapping("/{method}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Proven proven, @PathVariable String method, Network from) {
        return methods.remove(proven.who(), method, from);
    }
}
