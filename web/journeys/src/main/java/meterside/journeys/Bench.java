package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.journeys.decide.AlertsDecideBench;

/** Measures what the product does against a stated baseline: {@code list}, {@code all}, or names. */
public final class Bench {

    /** One bench. It may take minutes, and says on {@code out} what it does. */
    interface Measure {
        Measured run(Path folder) throws IOException;
    }

    private static final Map<String, Measure> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("ingest", IngestBench::measure),
            Map.entry("alerts-decide", Bench::alertsDecide),
            Map.entry("balance", BalanceBench::measure),
            Map.entry("billing-import", BillingImportBench::measure),
            Map.entry("export", ExportBench::measure),
            Map.entry("history", HistoryBench::measure),
            Map.entry("latency", LatencyBench::measure),
            Map.entry("live", LiveBench::measure),
            Map.entry("pay", PayBench::measure),
            Map.entry("usage", UsageBench::measure),
            Map.entry("usage-warm", UsageBench::measureWarm),
            Map.entry("web", WebBench::measure)));

    private Bench() {}

    public static void main(String[] args) throws IOException {
        var names = args.length == 1 && args[0].equals("all") ? List.copyOf(ALL.keySet()) : List.of(args);
        if (args.length == 1 && args[0].equals("list")) {
            ALL.keySet().forEach(System.out::println);
        } else if (names.isEmpty() || !ALL.keySet().containsAll(names)) {
            System.err.println("Name benches, or all, or list. There is: " + String.join(" ", ALL.keySet()));
            System.exit(2);
        } else {
            for (var name : names) {
                run(name, ALL.get(name));
            }
        }
    }

    /** The ratio is to the goal, which is a speed; memory alone is a figure beside it. */
    private static Measured alertsDecide(Path folder) {
        var found = AlertsDecideBench.measure();
        return new Measured(
                "alerts-decide",
                Measured.ratio(found.readsPerSecond(), AlertsDecideBench.GOAL_READS_PER_SECOND),
                BigDecimal.ONE,
                found.runs(),
                Map.of(
                        "readsPerCoreSecondThroughFiveFolds", found.readsPerSecond(),
                        "readsPerCoreSecondOfMemoryAlone", found.memoryAlone(),
                        "ofMemoryAlone", Measured.ratio(found.readsPerSecond(), found.memoryAlone()),
                        "processors", Runtime.getRuntime().availableProcessors()));
    }

    /** {@return a number that says how much a bench does, from the environment} */
    static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, Integer.toString(otherwise)));
    }

    private static void run(String name, @org.jspecify.annotations.Nullable Measure measure) throws IOException {
        if (measure == null) {
            throw new IllegalArgumentException(name);
        }
        var folder = House.root().resolve("target/bench");
        var measured = measure.run(folder);
        System.out.println(measured.text());
        measured.write(folder.resolve(name + ".json"));
    }
}
