package meterside.db;

import java.util.Map;

/**
 * Settings from the environment. A missing one stops the start with its name and an example, never with a stack trace.
 */
public final class Settings {

    private final Map<String, String> environment;

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * {@return the setting's value}
     *
     * @param example shown to whoever forgot it
     * @throws Missing if it is not set or empty
     */
    public String required(String name, String example) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new Missing(name, example);
        }
        return value;
    }

    /** {@return the setting's value, or {@code otherwise} when it is not set} */
    public String orElse(String name, String otherwise) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /**
     * Checks that all of these are set, each with an example, and ends the process with code 2 and one sentence if one
     * is not. For the first line of a {@code main}.
     */
    public static void require(Map<String, String> examples) {
        try {
            examples.forEach(new Settings(System.getenv())::required);
        } catch (Missing missing) {
            System.err.println(missing.getMessage());
            System.exit(2);
        }
    }

    /** A setting that is not there. Its message is one sentence for the engineer who runs us. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String name, String example) {
            super("The setting %s is missing: set it in the environment, for example %s=%s"
                    .formatted(name, name, example));
        }
    }
}
