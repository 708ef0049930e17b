package meterside.journeys;

import java.nio.file.Path;
import java.util.Map;

/** One demo town for all journeys: made once, at the first clock they ask for; later clocks find it grown. */
final class DemoTown {

    private static final Path FOLDER =
            Path.of("target/house/" + ProcessHandle.current().pid());

    /** By daylight, so that no text waits for the morning; later than all other clocks of the journeys. */
    static final String BY_DAY = "2026-11-21T10:40-05:00";

    private static String clock = "2026-11-02T00:05-05:00";
    private static House house = at(clock);
    private static boolean running;

    private DemoTown() {}

    /** {@return the town, running} At whatever time it was last set to. */
    static synchronized House running() {
        if (!running) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> house.close()));
            house.up();
            running = true;
        }
        return house;
    }

    /** {@return the town, started again at this time} Times must not go back: what was read stays read. */
    static synchronized House runningAt(String wanted) {
        if (running && wanted.equals(clock)) {
            return house;
        }
        clock = wanted;
        if (running) {
            house.down();
            running = false;
            house = at(clock);
            house.up();
            running = true;
            return house;
        }
        house = at(clock);
        return running();
    }

    private static House at(String clock) {
        return new House(FOLDER, Map.of("METERSIDE_CLOCK", clock, "METERSIDE_NEW_PASSWORD", Visitor.PASSWORD));
    }
}
