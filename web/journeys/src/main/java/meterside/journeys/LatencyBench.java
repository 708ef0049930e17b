package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a signed-in customer waits for their usage by day while half as many ask as could be answered. First the server's own
 * maximum is found, with every connection asking again as soon as it is answered; then questions come at half of that, each at its
 * own instant, and its time counts from then.
 */
final class LatencyBench {

    private static final int WARM_UPS = 3;
    private static final int MAXIMA = 3;
    private static final int LINES = 16;

    /** More, so that a question rarely waits for one: that too would count. */
    private static final int LINES_OF_ARRIVALS = 64;

    private static final int SECONDS = Bench.setting("BENCH_SECONDS", 60);
    private static final long GOAL_MICROS = 25_000;

    private final House house;
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private LatencyBench(House house) {
        this.house = house;
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-latency");
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_CLOCK", Crowd.NOW))) {
            return new LatencyBench(house).run();
        } finally {
            House.delete(home);
        }
    }

    private Measured run() throws IOException {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        var lookers = new Lookers(house);
        var rates = new ArrayList<Long>();
        for (var run = 1 - WARM_UPS; run <= MAXIMA; run++) {
            var rate = maximum(run, lookers);
            if (run > 0) {
                rates.add(rate);
            }
        }
        var maximum = Measured.median(rates);
        var micros = arrivals(maximum / 2, lookers);
        return measured(maximum, micros);
    }

    /** {@return answers a second} */
    private long maximum(int run, Lookers lookers) {
        var began = System.nanoTime();
        var micros = new Load(house.port(), LINES, lookers.truth()).visits(lookers.visits());
        var rate = micros.size() * 1_000_000_000L / (System.nanoTime() - began);
        note(run > 0 ? "maximum" : "warm-up", rate, micros);
        return rate;
    }

    private List<Long> arrivals(long aSecond, Lookers lookers) {
        var once = lookers.visits().stream().flatMap(List::stream).toList();
        var questions = new ArrayList<Question>();
        for (var n = 0; n < aSecond * SECONDS; n++) {
            questions.add(once.get(n % once.size()));
        }
        var micros = new Load(house.port(), LINES_OF_ARRIVALS, lookers.truth()).arrivals(questions, aSecond);
        note("arrivals", aSecond, micros);
        return micros;
    }

    private void note(String what, long aSecond, List<Long> micros) {
        var run = new LinkedHashMap<String, Object>();
        run.put("what", what);
        run.put("aSecond", aSecond);
        run.put("answers", micros.size());
        run.put("microsMedian", Measured.median(micros));
        run.put("microsP99", Measured.percentile(micros, 99));
        runs.add(run);
        System.out.println("  %-8s %,6d a second   median %,7d µs   p99 %,7d µs"
                .formatted(what, aSecond, Measured.median(micros), Measured.percentile(micros, 99)));
    }

    private Measured measured(long maximum, List<Long> micros) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("maximumASecond", maximum);
        figures.put("arrivalsASecond", maximum / 2);
        figures.put("seconds", SECONDS);
        figures.put("microsMedian", Measured.median(micros));
        figures.put("microsP95", Measured.percentile(micros, 95));
        figures.put("microsP99", Measured.percentile(micros, 99));
        figures.put("microsMost", Measured.percentile(micros, 100));
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        return new Measured(
                "latency",
                Measured.ratio(GOAL_MICROS, Measured.percentile(micros, 99)),
                Measured.ratio(1, 1),
                runs,
                figures);
    }
}
