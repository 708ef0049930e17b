package meterside.portal.gate;

import java.time.Duration;
import meterside.portal.problem.Unavailable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Lets in no more requests at once than can be worked on. Who comes later waits a moment outside, and is turned away there
 * before anything was done for them: a request that is given up half way has cost what it cost, and when all of them are, and
 * come again, nobody is ever served. Reading, changing and paying have rooms of their own, so that a slow payment provider
 * keeps nobody from their usage.
 *
 * <p>A request leaves the room when its answer begins: how long it is read, or a stream stays open, is bounded elsewhere.
 */
@Component
@Order(30)
class Room implements WebFilter {

    private final InstrumentedPool<Boolean> reading;
    private final InstrumentedPool<Boolean> changing;
    private final InstrumentedPool<Boolean> paying;
    private final Duration patience;

    /**
     * Takes the size of the rooms.
     *
     * @param places how many requests are in each room at once; some more than there are connections to the database
     * @param waiting how many may wait for each
     * @param patience how long they wait; longer, and whoever looks at the page has pressed again
     */
    Room(
            @Value("${meterside.room.places:32}") int places,
            @Value("${meterside.room.waiting:256}") int waiting,
            @Value("${meterside.room.patience:1s}") Duration patience) {
        this.reading = room(places, waiting);
        this.changing = room(places, waiting);
        this.paying = room(places, waiting);
        this.patience = patience;
    }

    private static InstrumentedPool<Boolean> room(int places, int waiting) {
        return PoolBuilder.from(Mono.just(true))
                .sizeBetween(0, places)
                .maxPendingAcquire(waiting)
                .buildPool();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication().value();
        if (!path.startsWith("/api/") && !path.startsWith("/callbacks/")) {
            return chain.filter(exchange); // a page is a file, and health must be told also when all rooms are full
        }
        return Mono.usingWhen(
                        of(request, path).acquire(patience),
                        place -> inside(place, exchange, chain),
                        PooledRef::release)
                .onErrorMap(Room::isFull, full -> new Unavailable());
    }

    private InstrumentedPool<Boolean> of(ServerHttpRequest request, String path) {
        if (request.getMethod().equals(HttpMethod.GET)) {
            return reading;
        }
        return path.endsWith("/payments") ? paying : changing;
    }

    private static Mono<Void> inside(PooledRef<Boolean> place, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(place::release);
        return chain.filter(exchange);
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof PoolAcquireTimeoutException || failure instanceof PoolAcquirePendingLimitException;
    }
}
