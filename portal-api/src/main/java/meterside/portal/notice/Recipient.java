package meterside.portal.notice;

/** Where a notice goes. */
public sealed interface Recipient {

    /**
     * A contact; its address and language are looked up when the notice is sent.
     *
     * @param id contact.id
     */
    record Contact(long id) implements Recipient {}

    /**
     * An address that is nobody's contact, or not yet.
     *
     * @param medium email or sms
     * @param address in lower case, or as +15555550123
     * @param language such as en or es
     */
    record Address(String medium, String address, String language) implements Recipient {}

    /** {@return the e-mail address of someone who writes and reads in this language} */
    static Recipient email(String address, String language) {
        return new Address("email", address, language);
    }
}
