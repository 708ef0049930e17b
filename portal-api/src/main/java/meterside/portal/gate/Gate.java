package meterside.portal.gate;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import meterside.portal.limit.Networks;
import meterside.portal.problem.NotFound;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import meterside.portal.token.Bearer;
import meterside.portal.token.PersonalTokens;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Closed unless named here as public: under {@code /api} everything else needs a live session, and outside it there is
 * nothing else. Who is signed in goes on as the exchange's attribute {@link #WHO}, for {@link AskerArgument}.
 *
 * <p>A request with a token stands for the token alone, whatever cookies come with it: it is let in where a token may read and
 * is as nobody's elsewhere.
 */
@Component
@Order(40)
class Gate implements WebFilter {

    static final String WHO = SignedIn.class.getName();
    static final String BEARER = Bearer.class.getName();
    private static final String SCHEME = "Bearer ";

    /** No encoding, no parameters, no empty or dotted segments: no address of ours has them, and attacks do. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+/?|/");

    private static final List<Public> PUBLIC = List.of(
            new Public(Set.of(HttpMethod.POST, HttpMethod.DELETE), "/api/session"),
            Public.toPost("/api/claims"),
            Public.toPost("/api/claims/*"),
            Public.toPost("/api/password-resets"),
            Public.toPost("/api/password-resets/*"),
            Public.toPost("/callbacks/twilio/status"),
            Public.toPost("/callbacks/twilio/messages"),
            Public.toPost("/callbacks/stripe"),
            Public.toPost("/api/guest/bills"),
            Public.toPost("/api/guest/payments"),
            Public.toRead("/api/guest/payments/*"),
            Public.toPost("/stop/*"),
            Public.toRead("/stop/*"),
            Public.toRead("/api/site"),
            Public.toRead("/api/openapi.json"),
            Public.toRead("/api/signing-keys"),
            Public.toRead("/api/signing-keys/*"),
            Public.toRead("/health/live"),
            Public.toRead("/health/ready"),
            Public.toRead("/"),
            Public.toRead("/sign-in"),
            Public.toRead("/claim"),
            Public.toRead("/reset"),
            Public.toRead("/verify"),
            Public.toRead("/verify.html"),
            Public.toRead("/pay/**"),
            Public.toRead("/profile/**"),
            Public.toRead("/accounts/**"),
            Public.toRead("/payments/**"),
            Public.toRead("/counter/**"),
            Public.toRead("/assets/**"),
            Public.toRead("/favicon.ico"),
            Public.toRead("/robots.txt"),
            Public.toRead("/sw.js"),
            Public.toRead("/site.webmanifest"));

    /** What a token may read; the controllers there ask for a {@link meterside.portal.session.Reader}. */
    private static final List<Public> TOKENS_TOO = List.of(
            Public.toRead("/api/accounts"),
            Public.toRead("/api/accounts/*/channels"),
            Public.toRead("/api/accounts/*/channels/*/usage"),
            Public.toRead("/api/accounts/*/channels/*/usage.csv"),
            Public.toRead("/api/accounts/*/channels/*/usage.csv.zip"),
            Public.toRead("/api/accounts/*/usage-points/*/green-button.xml"),
            Public.toRead("/api/accounts/*/usage-points/*/green-button.xml.zip"),
            Public.toRead("/api/accounts/*/changes"));

    private final Sessions sessions;
    private final PersonalTokens tokens;
    private final Networks networks;

    Gate(Sessions sessions, PersonalTokens tokens, Networks networks) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.networks = networks;
    }

    /** An address anyone may ask for. */
    private record Public(Set<HttpMethod> methods, PathPattern path) {

        Public(Set<HttpMethod> methods, String path) {
            this(methods, PathPatternParser.defaultInstance.parse(path));
        }

        static Public toRead(String path) {
            return new Public(Set.of(HttpMethod.GET, HttpMethod.HEAD), path);
        }

        static Public toPost(String path) {
            return new Public(Set.of(HttpMethod.POST), path);
        }

        boolean covers(ServerHttpRequest request, PathContainer asked) {
            return methods.contains(request.getMethod()) && path.matches(asked);
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!PLAIN.matcher(request.getURI().getRawPath()).matches()) {
            return Mono.error(NotFound::new);
        }
        var path = request.getPath().pathWithinApplication();
        if (PUBLIC.stream().anyMatch(open -> open.covers(request, path))) {
            return chain.filter(exchange);
        }
        if (!path.value().startsWith("/api/")) {
            return Mono.error(NotFound::new);
        }
        var shown = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (shown == null || !shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return signedIn(exchange, chain);
        }
        return TOKENS_TOO.stream().anyMatch(open -> open.covers(request, path))
                ? withToken(shown.substring(SCHEME.length()).strip(), exchange, chain)
                : Mono.error(SignedOut::new);
    }

    private Mono<Void> withToken(String shown, ServerWebExchange exchange, WebFilterChain chain) {
        return tokens.bearer(shown, networks.of(exchange.getRequest()))
                .doOnNext(bearer -> exchange.getAttributes().put(BEARER, bearer))
                .flatMap(bearer -> chain.filter(exchange));
    }

    private Mono<Void> signedIn(ServerWebExchange exchange, WebFilterChain chain) {
        return sessions.of(exchange.getRequest())
                .switchIfEmpty(Mono.error(SignedOut::new))
                .doOnNext(who -> exchange.getAttributes().put(WHO, who))
                .flatMap(who -> chain.filter(exchange));
    }
}
