package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README alone is enough: whoever adds a setting or a verb adds a line to it. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("meterside.root", "../.."));

    @Test
    void hasALineForEverySetting() throws IOException {
        var settings = new TreeSet<String>();
        for (var folder :
                new String[] {"db/src/main", "meter-ingest/src/main", "alerts/src/main", "portal-api/src/main"}) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                for (var file : files.filter(name -> name.toString().matches(".*\\.(java|yaml)"))
                        .toList()) {
                    settings.addAll(found("\\b(METERSIDE(?:_[A-Z]+)+)\\b", Files.readString(file)));
                }
            }
        }

        var readme = found("`(METERSIDE(?:_[A-Z]+)+)`", Files.readString(ROOT.resolve("README.md")));

        assertThat(settings).contains("METERSIDE_PORT");
        assertThat(readme).containsAll(settings);
    }

    @Test
    void hasALineForEveryVerb() throws IOException {
        var verbs = found("(?m)^  \\./meterside ([a-z]+)", Files.readString(ROOT.resolve("meterside")));
        verbs.remove("help");

        var readme = found("(?m)^\\| `([a-z]+)", Files.readString(ROOT.resolve("README.md")));

        assertThat(verbs).contains("up", "down");
        assertThat(readme).containsAll(verbs);
    }

    private static Set<String> found(String pattern, String text) {
        var found = new TreeSet<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
