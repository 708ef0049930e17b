package meterside.portal.contact;

import java.time.format.DateTimeFormatter;
import meterside.portal.contact.ContactRepository.Stored;
import org.jspecify.annotations.Nullable;

/**
 * A contact on the wire.
 *
 * @param alerts whether alerts are sent there now, or will be as soon as it is verified
 * @param trouble bounced, invalid, opted-out or wrong-number
 */
record ContactView(
        String id,
        String medium,
        String address,
        String language,
        String zone,
        boolean verified,
        String quietFrom,
        String quietTo,
        boolean urgentAtNight,
        boolean alerts,
        @Nullable String trouble) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    static ContactView of(Stored contact) {
        return new ContactView(
                Long.toString(contact.id()),
                contact.medium(),
                contact.address(),
                contact.language(),
                contact.zone(),
                contact.isVerified(),
                TIME.format(contact.quietFrom()),
                TIME.format(contact.quietTo()),
                contact.urgentAtNight(),
                contact.wishesAlerts(),
                contact.trouble());
    }
}
