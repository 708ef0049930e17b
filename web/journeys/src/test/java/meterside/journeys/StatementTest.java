package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import meterside.journeys.reference.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison with other statements than the portal's would compare nothing. */
class StatementTest {

    @ParameterizedTest
    @CsvSource({
        "session, session/SessionRepository",
        "channel, account/ChannelRepository",
        "days, usage/UsageRepository",
        "last-day, account/NewestReadRepository",
        "newest, account/NewestReadRepository"
    })
    void theReferenceAsksWhatThePortalAsks(String name, String repository) throws IOException {
        var source = oneLine(Files.readString(
                House.root().resolve("portal-api/src/main/java/meterside/portal/" + repository + ".java")));

        for (var part : Statement.text(name).split("\n\n", -1)) {
            assertThat(source).contains(oneLine(part));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
