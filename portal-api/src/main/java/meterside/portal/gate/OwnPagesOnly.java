package meterside.portal.gate;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a changing request that another site made a customer's browser send (CSRF). Browsers say in
 * {@code Sec-Fetch-Site} or {@code Origin} where a request comes from, and no page can make them lie; so no token is
 * needed. A request that says neither is refused too.
 */
@Component
@Order(30)
class OwnPagesOnly implements WebFilter {

    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return HARMLESS.contains(request.getMethod()) || provesItself(request) || isOurs(request)
                ? chain.filter(exchange)
                : Mono.error(CrossSite::new);
    }

    /** Callbacks are signed by the provider and stop links by us, and mail programs press the latter from anywhere. */
    private static boolean provesItself(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        return path.startsWith("/callbacks/") || path.startsWith("/stop/");
    }

    private static boolean isOurs(ServerHttpRequest request) {
        var site = request.getHeaders().getFirst("Sec-Fetch-Site");
        var origin = request.getHeaders().getOrigin();
        return (site != null || origin != null)
                && (site == null || site.equals("same-origin"))
                && (origin == null || isOurs(origin, request.getHeaders().getFirst("Host")));
    }

    /** The scheme is not compared: behind a proxy that speaks TLS we would not know our own. */
    private static boolean isOurs(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
