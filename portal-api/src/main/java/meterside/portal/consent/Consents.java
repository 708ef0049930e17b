package meterside.portal.consent;

import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Consent to be told alerts. Of an address the latest word counts, and what the provider said of a STOP counts like one;
 * without any word there is no consent (AL17).
 */
@Service
public class Consents {

    /** The words beside the box on our pages; a change of the words is a new version. */
    public static final String WORDING = "alerts-page-1";

    private final ConsentRepository consents;
    private final Clock clock;

    Consents(ConsentRepository consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    /** Notes consent, in the caller's transaction if there is one. */
    public Mono<Void> give(Declaration word) {
        return Mono.defer(() -> consents.insert(word, true, clock.instant()));
    }

    /** Notes that consent is taken back, likewise. Felt by the next message. */
    public Mono<Void> take(Declaration word) {
        return Mono.defer(() -> consents.insert(word, false, clock.instant()));
    }

    /** {@return whether alerts may be sent to this address now} */
    public Mono<Boolean> isGiven(String medium, String address) {
        return consents.isGiven(medium, address);
    }

    /** Takes consent back for the contact's address, if it is given; a second press changes nothing. */
    Mono<Void> takeByLink(long contact) {
        return consents.addressOf(contact)
                .filterWhen(found -> isGiven(found.medium(), found.address()))
                .flatMap(found -> take(new Declaration(
                        found.medium(), found.address(), Declaration.Source.LINK, "stop-link-1", contact, null, null)));
    }
}
