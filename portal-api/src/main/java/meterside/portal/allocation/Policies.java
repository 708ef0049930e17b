package meterside.portal.allocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where policies are found: those that come with us, by name, and a utility's own file. */
public final class Policies {

    /** The setting that chooses one: a name such as {@code lake-mary}, or the path of a YAML file. */
    public static final String SETTING = "METERSIDE_ALLOCATION";

    /** What is used unless one is chosen. */
    public static final String USUAL = "riverton";

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    private Policies() {}

    /**
     * {@return the policy of that name or in that file}
     *
     * @throws WrongPolicy if there is none, or a debt would have no place in it, or two
     */
    public static Policy find(String chosen) {
        var file = NAME.matcher(chosen).matches() ? chosen + ".yaml" : chosen;
        return new PolicyReader(file, NAME.matcher(chosen).matches() ? builtIn(file) : own(file)).read();
    }

    private static String builtIn(String file) {
        try (var stream = Policies.class.getResourceAsStream("/allocation/" + file)) {
            if (stream == null) {
                throw new WrongPolicy(file, 0, "none of that name comes with us; a path has a slash or a dot in it");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new WrongPolicy(file, 0, "it cannot be read");
        }
    }

    private static String own(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new WrongPolicy(file, 0, "it is not there, or cannot be read");
        }
    }
}
