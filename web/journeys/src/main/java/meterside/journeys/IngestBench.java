package meterside.journeys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A large CMEP file through the whole pipeline, against {@code psql \copy} of the same rows, encoded beforehand, into the
 * same table of a second database on the same server.
 *
 * <p>A B A B, after one of each to warm up. Before each run the tables are empty, their chunk is there, and a checkpoint
 * is done. Both arms are timed from the start of their command to its end. After each run the rows are counted and added
 * up.
 */
final class IngestBench {

    private static final String COPY_DATABASE = "copies";

    /** What ingest wrote; the offsets stay, for Kafka's log does. */
    private static final String TABLES = """
            interval_read, interval_read_revision, interval_read_repeat, register_read, read_block, read_rejection,
            source_file, usage_day, usage_day_due""";

    private final House house;
    private final ManyMeters many;
    private final int pairs;
    private final Path cmep;
    private final Path binary;
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private IngestBench(House house, ManyMeters many, int pairs, Path folder) {
        this.house = house;
        this.many = many;
        this.pairs = pairs;
        this.cmep = folder.resolve("bench.cmep");
        this.binary = folder.resolve("bench.copy");
    }

    /** Sizes come from the environment, for those who want to know about other ones. */
    static Measured measure(Path folder) throws IOException {
        var many = new ManyMeters(
                Bench.setting("BENCH_METERS", 5000), LocalDate.of(2026, 6, 1), Bench.setting("BENCH_DAYS", 5));
        var home = Files.createTempDirectory("meterside-bench");
        Files.setPosixFilePermissions(
                home, PosixFilePermissions.fromString("rwx--x--x")); // the database may be another user
        try (var house = new House(home.resolve("home"), Map.of())) {
            return new IngestBench(house, many, Bench.setting("BENCH_PAIRS", 4), home).run();
        } finally {
            House.delete(home);
        }
    }

    private Measured run() throws IOException {
        System.out.println("Writing %d reads of %d meters …".formatted(many.reads(), many.meters()));
        many.writeFile(cmep);
        many.writeRegistry(house.home().resolveSibling("registry"));
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        house.meterside(
                        "registry",
                        "load",
                        house.home().resolveSibling("registry").toString())
                .orThrow();
        makeCopyDatabase();
        for (var pair = 0; pair <= pairs; pair++) {
            throughThePipeline(pair);
            if (pair == 0) {
                encode();
            }
            byCopy(pair);
        }
        return measured();
    }

    private void makeCopyDatabase() throws IOException {
        house.sql("create database " + COPY_DATABASE);
        try (var migrations = Files.list(House.root().resolve("db/migration"))) {
            for (var migration : migrations.sorted().toList()) {
                house.meterside("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", COPY_DATABASE, "-f", migration.toString())
                        .orThrow();
            }
        }
    }

    private void throughThePipeline(int pair) {
        empty("meterside", TABLES);
        time("pipeline", pair, () -> house.meterside("ingest", cmep.toString(), "--feed", "cmep", "--json"));
        var stored = house.sql(
                "select round(extract(epoch from stored_at - received_at) * 1000) from source_file where state = 'stored'");
        runs.getLast().put("receivedToStoredMillis", Long.parseLong(stored));
        check("meterside");
        var days = house.sql("select count(*) || '|' || sum(billionths) from usage_day");
        var due = house.sql("select count(*) from usage_day_due");
        if (due.equals("0") && !days.equals((long) many.meters() * many.days() + "|" + many.billionths())) {
            throw new IllegalStateException("the days add up to %s".formatted(days));
        }
        runs.getLast().put("daysStillDue", Long.parseLong(due));
    }

    /** The rows as the pipeline stored them, in the file's order, so that both arms write the very same. */
    private void encode() {
        copy("meterside", "(select * from interval_read order by channel, start) to");
    }

    private void byCopy(int pair) {
        empty(COPY_DATABASE, "interval_read");
        time("copy", pair, () -> copy(COPY_DATABASE, "interval_read from"));
        check(COPY_DATABASE);
    }

    private House.Said copy(String database, String what) {
        return house.meterside(
                "psql",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                database,
                "-c",
                "\\copy %s '%s' (format binary)".formatted(what, binary));
    }

    /** An empty table that has its chunk: making one takes a lock that neither arm should be timed for. */
    private void empty(String database, String tables) {
        sql(database, "truncate " + tables);
        var row = "insert into interval_read values ('%s', 0, 0, 0, 900, 0)";
        sql(database, row.formatted(many.start()));
        sql(database, row.formatted(many.end().minusSeconds(1)).replace("0, 0, 0, 900", "0, 0, 1, 900"));
        sql(database, "delete from interval_read");
        sql(database, "vacuum interval_read");
        sql(database, "checkpoint");
    }

    private void time(String arm, int pair, java.util.function.Supplier<House.Said> command) {
        var postgres = house.databaseProcess();
        var ourselves = ProcessHandle.current().pid();
        var ingest = house.process("meter-ingest").pid();
        var kafka = house.kafkaProcess();
        var before = List.of(Cpu.ofFamily(postgres), Cpu.of(ingest), Cpu.of(kafka), Cpu.ofEndedChildren(ourselves));
        var began = System.nanoTime();
        var said = command.get();
        var millis = (System.nanoTime() - began) / 1_000_000;
        said.orThrow();
        var run = new LinkedHashMap<String, Object>();
        run.put("arm", arm);
        run.put("pair", pair == 0 ? "warm-up" : Integer.toString(pair));
        run.put("millis", millis);
        run.put("postgresCpuMillis", Cpu.ofFamily(postgres) - before.get(0));
        run.put("ingestCpuMillis", Cpu.of(ingest) - before.get(1));
        run.put("kafkaCpuMillis", Cpu.of(kafka) - before.get(2));
        run.put("commandCpuMillis", Cpu.ofEndedChildren(ourselves) - before.get(3));
        runs.add(run);
        System.out.println("  %-8s %-7s %,7d ms".formatted(arm, run.get("pair"), millis));
    }

    /** Both arms have to hold every read, and the same. */
    private void check(String database) {
        var found = sql(database, """
                select count(*) || '|' || coalesce(sum(billionths), 0) || '|'
                    || coalesce(sum(hashtextextended(channel || ' ' || start || ' ' || billionths || ' ' || quality, 0)
                        ::numeric), 0) from interval_read""");
        var wanted = many.reads() + "|" + many.billionths() + "|";
        if (!found.startsWith(wanted)) {
            throw new IllegalStateException(
                    "%s holds %s instead of %s".formatted(runs.getLast().get("arm"), found, wanted));
        }
        runs.getLast().put("checksum", found);
        if (!found.equals(runs.getFirst().get("checksum"))) {
            throw new IllegalStateException("the arms hold different reads");
        }
    }

    private String sql(String database, String statement) {
        return house.meterside("psql", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement)
                .orThrow();
    }

    private Measured measured() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("reads", many.reads());
        figures.put("meters", many.meters());
        figures.put("days", many.days());
        figures.put("pairs", pairs);
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        figures.put("fileBytes", cmep.toFile().length());
        figures.put("fsync", house.sql("show fsync"));
        figures.put("synchronous_commit", house.sql("show synchronous_commit"));
        for (var arm : List.of("pipeline", "copy")) {
            var millis = all(arm, "millis");
            figures.put(arm + "MillisMedian", Measured.median(millis));
            figures.put(arm + "MillisMin", millis.stream().min(Long::compare).orElseThrow());
            figures.put(arm + "MillisMax", millis.stream().max(Long::compare).orElseThrow());
            figures.put(arm + "ReadsPerSecond", many.reads() * 1000 / Measured.median(millis));
            var nanos = BigInteger.ZERO;
            for (var part : List.of("postgresCpuMillis", "ingestCpuMillis", "kafkaCpuMillis", "commandCpuMillis")) {
                var cpu = Measured.median(all(arm, part));
                nanos = nanos.add(BigInteger.valueOf(cpu * 1_000_000));
                figures.put(arm + "_" + part, cpu);
            }
            figures.put(arm + "CpuNanosPerRead", nanos.divide(BigInteger.valueOf(many.reads())));
        }
        figures.put("receivedToStoredMillisMedian", Measured.median(all("pipeline", "receivedToStoredMillis")));
        var ratio = Measured.ratio(Measured.median(all("copy", "millis")), Measured.median(all("pipeline", "millis")));
        return new Measured("ingest", ratio, null, runs, figures);
    }

    /** {@return the figure of each run that counts} */
    private List<Long> all(String arm, String figure) {
        return runs.stream()
                .filter(run -> arm.equals(run.get("arm")) && !"warm-up".equals(run.get("pair")))
                .map(run -> (Long) java.util.Objects.requireNonNull(run.get(figure)))
                .toList();
    }
}
