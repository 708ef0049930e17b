package meterside.portal.method;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out what nobody told: methods left on a page whose message was lost, and removed ones that the provider still keeps. */
@Component
class Tidy {

    private static final Logger LOG = LoggerFactory.getLogger(Tidy.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    /** A day is how long the provider keeps a page open; with some to spare. */
    private static final Duration A_PAGE_LASTS = Duration.ofHours(25);

    private static final Duration A_MESSAGE_TAKES = Duration.ofMinutes(1);
    private static final int AT_ONCE = 20;

    private final Methods methods;
    private final PageRepository pages;
    private final Clock clock;

    Tidy(Methods methods, PageRepository pages, Clock clock) {
        this.methods = methods;
        this.pages = pages;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${meterside.methods.millis:15000}",
            fixedDelayString = "${meterside.methods.millis:15000}",
            timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> tidy() {
        return Mono.defer(this::look)
                .then(Mono.defer(this::lookAtPaid))
                .then(Mono.defer(methods::forget))
                .onErrorResume(failure -> {
                    LOG.warn("Could not look after saved methods, trying again: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> look() {
        var now = clock.instant();
        return pages.claimDue(now, now.plus(BETWEEN_LOOKS), AT_ONCE)
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(page -> {
                    var session = page.providerSession();
                    return (session == null
                                    ? Mono.<Void>empty() // nobody got its address
                                    : methods.look(session).onErrorComplete(Methods::isAway))
                            .then(Mono.defer(() -> session == null
                                            || !now.isBefore(page.askedAt().plus(A_PAGE_LASTS))
                                    ? pages.over(page.id())
                                    : Mono.empty()));
                })
                .then();
    }

    private Mono<Void> lookAtPaid() {
        var now = clock.instant();
        return pages.paidAndNotKept(now.minus(A_PAGE_LASTS), now.minus(A_MESSAGE_TAKES), AT_ONCE)
                .collectList()
                .flatMapIterable(paid -> paid)
                .concatMap(session -> methods.look(session).onErrorComplete(Methods::isAway))
                .then();
    }
}
