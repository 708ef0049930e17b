package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import meterside.journeys.reference.Reference;

/** The server that the portal's reading of usage is measured against, as a process of its own beside a house's database. */
final class Yardstick implements AutoCloseable {

    /** Of each answer anew. */
    private static final Set<String> BY_THE_WAY = Set.of("content-length", "date", "connection", "keep-alive");

    private final Process process;
    private final int port;

    /** @param example of the portal's answers, whose headers it will send */
    Yardstick(House house, Line.Answer example) throws IOException {
        var headers = Files.write(
                house.home().resolve("reference-headers"), headersOf(example).toList());
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reference.class.getName(),
                        Integer.toString(house.portOf("DB_PORT")),
                        headers.toString(),
                        OffsetDateTime.parse(Crowd.NOW).toInstant().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("METERSIDE_DB_PASSWORD", house.secret("PORTAL_DB_PASSWORD"));
        this.process = builder.start();
        this.port = Integer.parseInt(process.inputReader().readLine());
    }

    /** {@return the lines of the headers that every answer has} */
    static Stream<String> headersOf(Line.Answer answer) {
        return answer.head()
                .lines()
                .skip(1)
                .filter(line -> line.contains(": "))
                .filter(line -> !BY_THE_WAY.contains(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)));
    }

    /** {@return the same lines, to compare} */
    static List<String> headers(Line.Answer answer) {
        return headersOf(answer)
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                        + line.substring(line.indexOf(':')))
                .sorted()
                .toList();
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
