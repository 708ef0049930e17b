package meterside.portal.contact;

import java.time.Instant;
import meterside.db.Settings;
import meterside.portal.contact.ContactRepository.Fields;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The address a login signs in with, as its first contact. It is told what matters of the login, and no alerts unasked. */
@Service
public class OwnAddress {

    private final ContactRepository contacts;
    private final String zone;

    OwnAddress(ContactRepository contacts, @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.contacts = contacts;
        this.zone = zone;
    }

    /** Makes the address, which was just verified, a contact, in the caller's transaction. */
    public Mono<Void> add(long login, String email, String language, Instant verifiedAt) {
        return contacts.insert(login, new Fields("email", email, language, zone), false, verifiedAt, verifiedAt)
                .then();
    }

    /** The same at the command line, where the operator vouches for the address. Blocking. Safe to repeat. */
    public static void vouch(Settings settings, long login, String email, Instant at) {
        new VouchedRepository(settings)
                .add(login, email, settings.orElse("METERSIDE_UTILITY_ZONE", "America/New_York"), at);
    }
}
