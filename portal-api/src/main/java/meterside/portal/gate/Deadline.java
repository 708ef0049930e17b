package meterside.portal.gate;

import java.time.Duration;
import meterside.portal.problem.Unavailable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * No customer waits longer than this for the beginning of an answer, whatever hangs behind it. How long a slow phone then
 * takes to read it is not our business. A database that refuses is answered much sooner, by the pool's own limits.
 */
@Component
@Order(20)
class Deadline implements WebFilter {

    private static final Duration TO_READ = Duration.ofSeconds(3);

    /** Signing in waits for its turn at Argon2. */
    private static final Duration TO_CHANGE = Duration.ofSeconds(10);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var longest = exchange.getRequest().getMethod().equals(HttpMethod.GET) ? TO_READ : TO_CHANGE;
        return chain.filter(exchange).timeout(lateness(longest, exchange.getResponse()), Mono.error(Unavailable::new));
    }

    private static Mono<Long> lateness(Duration longest, ServerHttpResponse response) {
        return Mono.delay(longest).flatMap(late -> response.isCommitted() ? Mono.never() : Mono.just(late));
    }
}
