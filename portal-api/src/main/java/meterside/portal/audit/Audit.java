package meterside.portal.audit;

import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The book of who did what. An entry joins the caller's transaction, so that what was done and the entry are there together
 * or not at all.
 */
@Service
public class Audit {

    private final AuditRepository events;
    private final Clock clock;

    Audit(AuditRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes one deed.
     *
     * @param actor such as {@code login:17}, {@code operator} or {@code system}
     * @param action a stable word, such as {@code password-changed}
     * @param subject what it was done to, such as {@code contact:4}
     * @param detail further facts; never a secret, a code, an address in full or a read
     * @param network the network address it came from; empty where there was none
     */
    public Mono<Void> note(String actor, String action, String subject, Map<String, Object> detail, String network) {
        return Mono.defer(() -> events.insert(clock.instant(), actor, action, subject, detail, network));
    }

    /** {@return a login as actor or subject} */
    public static String login(long id) {
        return "login:" + id;
    }
}
