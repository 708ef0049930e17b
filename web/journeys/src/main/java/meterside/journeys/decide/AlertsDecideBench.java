package meterside.journeys.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link Folds} on one thread: two forks, after three seconds of warming up each. */
public final class AlertsDecideBench {

    /** What is asked for, on one core. */
    public static final long GOAL_READS_PER_SECOND = 3_000_000;

    private AlertsDecideBench() {}

    /**
     * What was measured.
     *
     * @param readsPerSecond of the core's time, through five folds
     * @param memoryAlone the same reads, and nothing decided
     * @param runs in order, each with its arm and reads a second, by the clock and of the core's time
     */
    public record Found(long readsPerSecond, long memoryAlone, List<Map<String, Object>> runs) {}

    public static Found measure() {
        var options = new OptionsBuilder()
                .include(Folds.class.getName() + "\\..*")
                .forks(2)
                .threads(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(8))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(8))
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC")
                .shouldFailOnError(true)
                .build();
        try {
            var results = new LinkedHashMap<String, RunResult>();
            new Runner(options)
                    .run()
                    .forEach(result -> results.put(result.getPrimaryResult().getLabel(), result));
            var runs = new ArrayList<Map<String, Object>>();
            results.forEach((arm, result) -> result.getBenchmarkResults().forEach(fork -> fork.getIterationResults()
                    .forEach(iteration -> runs.add(Map.of(
                            "arm",
                            arm,
                            "readsPerSecond",
                            (long) iteration.getPrimaryResult().getScore(),
                            "readsPerCoreSecond",
                            event(iteration, "reads") * 1_000_000 / event(iteration, "micros"))))));
            return new Found(median(runs, "decide"), median(runs, "touch"), runs);
        } catch (RunnerException failed) {
            throw new IllegalStateException("the folds could not be measured, or decided wrongly", failed);
        }
    }

    private static long event(IterationResult iteration, String name) {
        return (long)
                java.util.Objects.requireNonNull(iteration.getSecondaryResults().get(name), name)
                        .getScore();
    }

    private static long median(List<Map<String, Object>> runs, String arm) {
        var sorted = runs.stream()
                .filter(run -> arm.equals(run.get("arm")))
                .map(run -> (Long) java.util.Objects.requireNonNull(run.get("readsPerCoreSecond")))
                .sorted()
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
