package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a signed-in customer's usage by day, 31 days, costs the processors of the portal and the database together, against the
 * same answer by the plainest quick server there is ({@link meterside.journeys.reference.Reference}): the same statements,
 * headers and bytes.
 *
 * <p>A B A B, after both were warmed up; every answer is the truth to the byte, or the run is void. What whoever asks costs is
 * nobody's.
 */
final class UsageBench {

    private static final int PAIRS = Bench.setting("BENCH_PAIRS", 5);
    private static final int WARM_UPS = 3;
    private static final int LINES = 8;
    private static final int BUSY = 20;

    private final House house;
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final List<Long> ours = new ArrayList<>();
    private final List<Long> theirs = new ArrayList<>();

    private UsageBench(House house) {
        this.house = house;
    }

    /** Each customer asks four things, and none again soon. The reference may be twice as cheap. */
    static Measured measure(Path folder) throws IOException {
        return measure("usage", false, 500);
    }

    /** The same few customers ask the same again and again; the reference asks the database each time. */
    static Measured measureWarm(Path folder) throws IOException {
        return measure("usage-warm", true, 1200);
    }

    private static Measured measure(String name, boolean isBusy, int goalThousandths) throws IOException {
        var home = Files.createTempDirectory("meterside-" + name);
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_CLOCK", Crowd.NOW))) {
            return new UsageBench(house).run(name, isBusy, goalThousandths);
        } finally {
            House.delete(home);
        }
    }

    private Measured run(String name, boolean isBusy, int goalThousandths) throws IOException {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        var lookers = new Lookers(house);
        var visits = isBusy ? lookers.busy(BUSY) : lookers.visits();
        try (var reference = new Yardstick(house, ask(house.port(), visits))) {
            var headers = Yardstick.headers(ask(house.port(), visits));
            if (!Yardstick.headers(ask(reference.port(), visits)).equals(headers)) {
                throw new IllegalStateException("the reference's headers are not " + headers);
            }
            var portal = house.process("portal-api").pid();
            for (var pair = 1 - WARM_UPS; pair <= PAIRS; pair++) {
                run("portal", pair, house.port(), portal, lookers.truth(), visits, ours);
                run("reference", pair, reference.port(), reference.pid(), lookers.truth(), visits, theirs);
            }
        }
        return measured(name, goalThousandths);
    }

    private static Line.Answer ask(int port, List<List<Question>> visits) throws IOException {
        var question = visits.getFirst().getFirst();
        try (var line = new Line(port)) {
            return line.get(question.path(), question.cookie()).orThrow(question.path());
        }
    }

    private void run(
            String arm, int pair, int port, long pid, Truth truth, List<List<Question>> visits, List<Long> nanosEach) {
        house.sql("checkpoint");
        var database = house.databaseProcess();
        var serverBefore = Cpu.of(pid);
        var databaseBefore = Cpu.ofFamily(database);
        var began = System.nanoTime();
        var micros = new Load(port, LINES, truth).visits(visits);
        var nanos = System.nanoTime() - began;
        var server = Cpu.of(pid) - serverBefore;
        var postgres = Cpu.ofFamily(database) - databaseBefore;
        if (pair > 0) {
            nanosEach.add((server + postgres) * 1_000_000 / micros.size());
        }
        var run = new LinkedHashMap<String, Object>();
        run.put("arm", arm);
        run.put("pair", pair > 0 ? Integer.toString(pair) : "warm-up");
        run.put("answers", micros.size());
        run.put("answersASecond", micros.size() * 1_000_000_000L / nanos);
        run.put("serverCpuNanosEach", server * 1_000_000 / micros.size());
        run.put("databaseCpuNanosEach", postgres * 1_000_000 / micros.size());
        run.put("microsMedian", Measured.median(micros));
        run.put("microsP99", Measured.percentile(micros, 99));
        runs.add(run);
        System.out.println("  %-9s %-7s CPU of an answer %,9d ns + %,9d ns of the database   %,6d a second"
                .formatted(
                        arm,
                        run.get("pair"),
                        (Long) run.get("serverCpuNanosEach"),
                        (Long) run.get("databaseCpuNanosEach"),
                        (Long) run.get("answersASecond")));
    }

    private Measured measured(String name, int goalThousandths) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("answersARun", runs.getFirst().get("answers"));
        figures.put("connections", LINES);
        figures.put("portalAndDatabaseCpuNanosEach", Measured.median(ours));
        figures.put("referenceAndDatabaseCpuNanosEach", Measured.median(theirs));
        for (var arm : List.of("portal", "reference")) {
            for (var part : List.of("serverCpuNanosEach", "databaseCpuNanosEach", "answersASecond", "microsP99")) {
                figures.put(arm + ": " + part, Measured.median(of(arm, part)));
            }
        }
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        return new Measured(
                name,
                Measured.ratio(Measured.median(theirs), Measured.median(ours)),
                Measured.ratio(goalThousandths, 1000),
                runs,
                figures);
    }

    private List<Long> of(String arm, String figure) {
        return runs.stream()
                .filter(run -> arm.equals(run.get("arm")) && !"warm-up".equals(run.get("pair")))
                .map(run -> (Long) run.get(figure))
                .toList();
    }
}
