package meterside.journeys;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A demo town for all journeys, where it is day, and another for the one that watches at several hours, so that it need not
 * wait for the others. Each is made once, at the first clock it is asked for; later clocks find it grown.
 */
final class DemoTown {

    /** By daylight, so that no text waits for the morning. */
    static final String BY_DAY = "2026-11-21T10:40-05:00";

    private static final Path FOLDER =
            Path.of("target/house/" + ProcessHandle.current().pid());
    private static final DemoTown COMMON = new DemoTown("common");
    private static final DemoTown WATCHED = new DemoTown("watched");

    private final Path home;
    private String clock = "";
    private @Nullable House house;

    private DemoTown(String name) {
        this.home = FOLDER.resolve(name);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** {@return the town, running by day} */
    static House running() {
        return runningAt(BY_DAY);
    }

    /** {@return the town, started again at this time} Times must not go back: what was read stays read. */
    static House runningAt(String wanted) {
        return COMMON.at(wanted);
    }

    /** {@return the other town, likewise} */
    static House watchedAt(String wanted) {
        return WATCHED.at(wanted);
    }

    /** Nobody asks for the other town any more. */
    static void stopWatched() {
        WATCHED.stop();
    }

    private synchronized House at(String wanted) {
        if (house != null && wanted.equals(clock)) {
            return house;
        }
        stop();
        clock = wanted;
        var started = new House(home, Map.of("METERSIDE_CLOCK", clock, "METERSIDE_NEW_PASSWORD", Visitor.PASSWORD));
        house = started; // also when it does not start, so that what did start is stopped
        started.up();
        return started;
    }

    private synchronized void stop() {
        if (house != null) {
            house.close();
            house = null;
        }
    }
}
