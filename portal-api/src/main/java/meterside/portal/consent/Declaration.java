package meterside.portal.consent;

import org.jspecify.annotations.Nullable;

/**
 * Someone's word on being told alerts at an address.
 *
 * @param medium email or sms
 * @param address as in contact
 * @param source how it reached us
 * @param wording which wording was agreed to, with its version, or the reply itself
 * @param contact the contact, where one was meant
 * @param event provider_event.id of the reply
 * @param network network address it came from, where a page was used
 */
public record Declaration(
        String medium,
        String address,
        Source source,
        String wording,
        @Nullable Long contact,
        @Nullable Long event,
        @Nullable String network) {

    /** How a declaration reached us. */
    public enum Source {
        PAGE,
        REPLY,
        LINK,
        OPERATOR
    }

    /** {@return the word of someone on our own pages} */
    public static Declaration onPage(
            String medium, String address, long contact, String wording, @Nullable String network) {
        return new Declaration(medium, address, Source.PAGE, wording, contact, null, network);
    }
}
