package meterside.portal.method;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import meterside.portal.method.PageRepository.Open;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
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

    /** An account may have to be verified by two small deposits, for which its owner has ten days. */
    private static final Duration VERIFYING_LASTS = Duration.ofDays(11);

    private static final Duration BETWEEN_LOOKS_THEN = Duration.ofHours(6);
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
                .concatMap(page -> look(page.providerSession()).then(Mono.defer(() -> leave(page, now))))
                .then();
    }

    /** Nobody got the address of a page without a session. */
    private Mono<Void> look(@Nullable String session) {
        return session == null ? Mono.empty() : methods.look(session).onErrorComplete(Methods::isAway);
    }

    private Mono<Void> leave(Open page, Instant now) {
        var lasts = page.kind().equals(Kind.BANK.word()) ? VERIFYING_LASTS : A_PAGE_LASTS;
        if (page.providerSession() == null || !now.isBefore(page.askedAt().plus(lasts))) {
            return pages.over(page.id());
        }
        return now.isBefore(page.askedAt().plus(A_PAGE_LASTS))
                ? Mono.empty()
                : pages.lookAgain(page.id(), now.plus(BETWEEN_LOOKS_THEN));
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
