package meterside.portal.city;

/** A setting of the city's that cannot be used. Its message is one sentence that names the setting and what would do. */
public final class WrongCity extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongCity(String setting, String problem) {
        super("The setting %s cannot be used: %s".formatted(setting, problem));
    }
}
