package meterside.portal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/api-tokens.md as they stand there, by curl as its readers would. */
class ExamplesIT {

    private static final Pattern COMMAND = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    /** A stream has no end: curl is told to hang up, and says so with this. */
    private static final int HUNG_UP = 28;

    private static Homes homes;
    private static Portal portal;
    private static String token;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        token = portal.browser()
                .signedInAs(Homes.DEMO)
                .send("POST", "/api/tokens", "{\"name\":\"examples\",\"days\":9}")
                .json()
                .get("secret")
                .stringValue();
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandWorks() throws IOException {
        var commands = COMMAND.matcher(Files.readString(Backing.root().resolve("docs/api-tokens.md")))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(commands).hasSize(6);
        return commands.stream().map(command -> dynamicTest(command, () -> check(command)));
    }

    private static void check(String command) throws IOException, InterruptedException {
        var follows = command.contains("/changes");
        var process = new ProcessBuilder("bash", "-euc", follows ? command + " --max-time 5" : command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment().put("PORTAL", "http://127.0.0.1:" + portal.port());
        process.environment().put("TOKEN", token);
        process.environment().put("ACCOUNT", Long.toString(homes.demo()));
        process.environment()
                .put("CHANNEL", Integer.toString((int) homes.water().channel()));
        var running = process.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(running.waitFor()).as(said).isEqualTo(follows ? HUNG_UP : 0);
        if (follows) {
            assertThat(said).contains("event:opened", "id:0");
        } else if (command.contains("usage.csv")) {
            assertThat(folder.resolve("usage.csv")).content().contains("2026-10-30T00:00-04:00");
        } else {
            assertThat(said).startsWith("{");
        }
    }
}
