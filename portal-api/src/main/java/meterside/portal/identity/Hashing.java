package meterside.portal.identity;

import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Passwords off the event loop: no more at once than there are cores, and no endless queue. */
@Service
public class Hashing {

    private final Scheduler heavy =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 64, "argon2");

    /** {@return the hash as stored} */
    public Mono<String> hash(String password) {
        return Mono.fromSupplier(() -> Passwords.hash(password)).subscribeOn(heavy);
    }

    /** {@return whether the hash is this password's} */
    Mono<Boolean> matches(String password, String hash) {
        return Mono.fromSupplier(() -> Passwords.matches(password, hash)).subscribeOn(heavy);
    }

    @PreDestroy
    void close() {
        heavy.dispose();
    }
}
