package meterside.portal.signing;

/** A setting of a key that is none. Its message is one sentence for the engineer who runs us. */
public final class WrongKey extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongKey(String setting, String example) {
        super("The setting %s is not a key: set it to %s".formatted(setting, example));
    }
}
