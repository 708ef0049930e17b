package meterside.standins.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.standins.riverton.Riverton;

/**
 * The town's head-ends at work: drops each quarter hour's reads some minutes after its end, and at start whatever is
 * missing since it last ran; and, a while after midnight, the weather station's day. Runs until killed; what was dropped
 * twice says the same twice.
 */
public final class HeadEnd {

    private final Path directory;
    private final Path drop;
    private final Clock clock;
    private final Town town;

    HeadEnd(Path directory, Path drop, Clock clock) throws IOException {
        this.directory = directory;
        this.drop = drop;
        this.clock = clock;
        var memory = Town.recall(directory);
        var riverton =
                new Riverton(Long.parseLong(memory.getProperty("seed")), Instant.parse(memory.getProperty("founded")));
        this.town = new Town(directory, riverton);
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Use: HeadEnd DIR DROP, with a DIR that Town has written");
            System.exit(2);
        }
        try {
            var directory = Path.of(args[0]);
            if (!Files.exists(directory.resolve("town.properties"))) {
                System.err.println("There is no town in " + directory + ": write one with Town first.");
                System.exit(2);
            }
            var headEnd = new HeadEnd(directory, Path.of(args[1]), clock(System.getenv()));
            while (true) {
                headEnd.dropWhatIsDue();
                Thread.sleep(headEnd.untilNext());
            }
        } catch (IOException | DateTimeException | NumberFormatException failed) {
            System.err.println("The head-end stopped: " + failed);
            System.exit(1);
        }
    }

    /** {@return the files dropped} */
    List<Path> dropWhatIsDue() throws IOException {
        var position = Instant.parse(Town.recall(directory).getProperty("position"));
        var now = clock.instant();
        var files = new ArrayList<Path>();
        for (var window : Riverton.windows(position, now)) {
            for (var feed : Town.FEEDS) {
                town.file(feed, window, drop).ifPresent(files::add);
            }
            town.weather(window, drop).ifPresent(files::add);
            town.remember(window.upTo());
        }
        return List.copyOf(files);
    }

    /** {@return how long until reads may be due again: a few seconds after the third and fifth minute of a quarter hour} */
    Duration untilNext() {
        var into = clock.millis() % 900_000;
        var due = into < 185_000 ? 185_000 : into < 305_000 ? 305_000 : 900_000 + 185_000;
        return Duration.ofMillis(Math.min(due - into, 60_000));
    }

    /** The same clock as the other processes of a demonstration: they share the setting, not the code. */
    static Clock clock(Map<String, String> environment) {
        var system = Clock.systemUTC();
        var setting = environment.getOrDefault("METERSIDE_CLOCK", "");
        if (setting.isEmpty()) {
            return system;
        }
        var setAt = Long.parseLong(environment.getOrDefault("METERSIDE_CLOCK_SET_AT", Long.toString(system.millis())));
        var wanted = OffsetDateTime.parse(setting).toInstant().toEpochMilli();
        return Clock.offset(system, Duration.ofMillis(wanted - setAt));
    }
}
