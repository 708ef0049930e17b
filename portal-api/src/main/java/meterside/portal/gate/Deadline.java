package meterside.portal.gate;

import java.time.Duration;
import meterside.portal.problem.Unavailable;
import org.springframework.beans.factory.annotation.Value;
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

    private final Duration toRead;
    private final Duration toChange;

    /** @param toChange longer, since signing in waits for its turn at Argon2 */
    Deadline(
            @Value("${meterside.deadline.to-read:3s}") Duration toRead,
            @Value("${meterside.deadline.to-change:10s}") Duration toChange) {
        this.toRead = toRead;
        this.toChange = toChange;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var longest = exchange.getRequest().getMethod().equals(HttpMethod.GET) ? toRead : toChange;
        return chain.filter(exchange).timeout(lateness(longest, exchange.getResponse()), Mono.error(Unavailable::new));
    }

    private static Mono<Long> lateness(Duration longest, ServerHttpResponse response) {
        return Mono.delay(longest).flatMap(late -> response.isCommitted() ? Mono.never() : Mono.just(late));
    }
}
