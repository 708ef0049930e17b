package meterside.journeys;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A year of quarter-hourly reads as a customer's CSV, against psql's own {@code COPY … TO STDOUT} of the same rows, start, end,
 * amount and quality, in megabytes a second of what each writes; and what the portal's heap holds while one customer or fifty at
 * once take their year.
 *
 * <p>A B A B, one year after the other over one connection. A run counts when each file has every read, and its usage is the
 * database's own sum.
 */
final class ExportBench {

    private static final int PAIRS = Bench.setting("BENCH_PAIRS", 5);
    private static final int WARM_UPS = 2;
    private static final int CUSTOMERS = Bench.setting("BENCH_CUSTOMERS", 20);
    private static final int AT_ONCE = 50;

    /** How often each of those at once takes the year, so that there is time to look at the heap. */
    private static final int TIMES = 4;

    /** Until whoever was turned away for now asks again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final LocalDate END = LocalDate.of(2026, 6, 10);
    private static final LocalDate FIRST = END.minusYears(1);
    private static final String LINES_BEGIN = "start,end,usage,quality\r\n";

    private final House house;
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final List<Long> ours = new ArrayList<>();
    private final List<Long> theirs = new ArrayList<>();
    private final LongAdder refused = new LongAdder();

    private record Year(Question question, String channel, long reads, BigDecimal billionths) {}

    private ExportBench(House house) {
        this.house = house;
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-export");
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_CLOCK", Crowd.NOW))) {
            return new ExportBench(house).run();
        } finally {
            House.delete(home);
        }
    }

    private Measured run() throws IOException {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        var crowd = new Crowd(house);
        System.out.println("Writing a year of %d customers …".formatted(CUSTOMERS));
        new ManyReads("EXPORT-", CUSTOMERS, FIRST, FIRST, END).write(house);
        crowd.of("EXPORT-");
        crowd.rest();
        var years = years();
        for (var pair = 1 - WARM_UPS; pair <= PAIRS; pair++) {
            portal(pair, years);
            copy(pair, years);
        }
        var heap = new Heap(house.process("portal-api").pid());
        var idle = heap.live();
        var one = live(heap, years, 1);
        var many = live(heap, years, AT_ONCE);
        return measured(idle, one, many, years);
    }

    private List<Year> years() {
        return house.sql("""
                select a.id, c.id, count(*), sum(r.billionths)
                from account a
                join usage_point p on p.number = a.number
                join channel c on c.usage_point = p.id
                join interval_read r on r.channel = c.id
                group by a.id, c.id order by a.id
                """)
                .lines()
                .map(line -> line.split("\\|", -1))
                .map(part -> new Year(
                        new Question(
                                part[0],
                                "/api/accounts/%s/channels/%s/usage.csv?from=%s&to=%s&by=read"
                                        .formatted(part[0], part[1], FIRST, END)),
                        part[1],
                        Long.parseLong(part[2]),
                        new BigDecimal(part[3])))
                .toList();
    }

    private void portal(int pair, List<Year> years) throws IOException {
        house.sql("checkpoint");
        var portal = house.process("portal-api").pid();
        var database = house.databaseProcess();
        var before = List.of(Cpu.of(portal), Cpu.ofFamily(database));
        var files = new ArrayList<Line.Answer>();
        var began = System.nanoTime();
        try (var line = new Line(house.port())) {
            for (var year : years) {
                files.add(line.get(year.question().path(), year.question().cookie()));
            }
        }
        var nanos = System.nanoTime() - began;
        var cpu = List.of(Cpu.of(portal) - before.get(0), Cpu.ofFamily(database) - before.get(1));
        var bytes = 0L;
        for (var n = 0; n < files.size(); n++) {
            check(
                    years.get(n),
                    files.get(n).orThrow(years.get(n).question().path()).text());
            bytes += files.get(n).body().length;
        }
        note("portal", pair, bytes, nanos, cpu, ours);
    }

    private static void check(Year year, String file) {
        var sum = BigDecimal.ZERO;
        var reads = 0;
        for (var line : (Iterable<String>)
                file.substring(file.indexOf(LINES_BEGIN) + LINES_BEGIN.length()).lines()::iterator) {
            sum = sum.add(new BigDecimal(line.split(",", -1)[2]));
            reads++;
        }
        if (reads != year.reads() || sum.movePointRight(9).compareTo(year.billionths()) != 0) {
            throw new IllegalStateException("%s has %d reads of %s".formatted(year, reads, sum));
        }
    }

    /** One prompt is open already, as the portal is: a process's start would flatter us. */
    private void copy(int pair, List<Year> years) throws IOException {
        house.sql("checkpoint");
        var database = house.databaseProcess();
        var prompt = house.prompt();
        try (var in = prompt.outputWriter();
                var out = prompt.getInputStream()) {
            in.write("copy (select 1) to stdout;\n"); // after which, unlike after a plain select, psql hands over what
            // it has written
            in.flush();
            pass(out, 1);
            var before = List.of(Cpu.ofFamily(prompt.pid()), Cpu.ofFamily(database));
            var began = System.nanoTime();
            for (var year : years) {
                in.write(
                        "copy (select start, start + seconds * interval '1 second', billionths, quality from interval_read where channel = "
                                + year.channel() + " order by start) to stdout (format csv);\n");
            }
            in.flush();
            var bytes = pass(out, years.stream().mapToLong(Year::reads).sum());
            var nanos = System.nanoTime() - began;
            note(
                    "copy",
                    pair,
                    bytes,
                    nanos,
                    List.of(Cpu.ofFamily(prompt.pid()) - before.get(0), Cpu.ofFamily(database) - before.get(1)),
                    theirs);
        } finally {
            prompt.destroy();
        }
    }

    /** {@return how many bytes so many lines were} */
    private static long pass(java.io.InputStream out, long lines) throws IOException {
        var buffer = new byte[1 << 16];
        var bytes = 0L;
        for (var left = lines; left > 0; ) {
            var some = out.read(buffer);
            if (some < 0) {
                throw new IOException("psql ended with %d lines to come".formatted(left));
            }
            for (var n = 0; n < some; n++) {
                left -= buffer[n] == '\n' ? 1 : 0;
            }
            bytes += some;
        }
        return bytes;
    }

    private void note(String arm, int pair, long bytes, long nanos, List<Long> cpu, List<Long> rates) {
        var kilobytesASecond = bytes * 1_000_000 / nanos;
        if (pair > 0) {
            rates.add(kilobytesASecond);
        }
        var run = new LinkedHashMap<String, Object>();
        run.put("arm", arm);
        run.put("pair", pair > 0 ? Integer.toString(pair) : "warm-up");
        run.put("bytes", bytes);
        run.put("millis", nanos / 1_000_000);
        run.put("kilobytesASecond", kilobytesASecond);
        run.put("serverOrPsqlCpuMillis", cpu.get(0));
        run.put("databaseCpuMillis", cpu.get(1));
        runs.add(run);
        System.out.println("  %-6s %-7s %,9d kB/s   %,6d ms, CPU %,6d ms + %,6d ms of the database"
                .formatted(arm, run.get("pair"), kilobytesASecond, nanos / 1_000_000, cpu.get(0), cpu.get(1)));
    }

    /** {@return the most that the portal's heap held while so many took their year} */
    private long live(Heap heap, List<Year> years, int atOnce) throws IOException {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var all = new ArrayList<Future<?>>();
            for (var n = 0; n < atOnce; n++) {
                var question = years.get(n % years.size()).question();
                all.add(threads.submit(() -> take(question)));
            }
            var most = 0L;
            while (!all.stream().allMatch(Future::isDone)) {
                most = Math.max(most, heap.live());
            }
            for (var done : all) {
                done.get();
            }
            System.out.println("  %d at once: %,d kB live at most".formatted(atOnce, most / 1024));
            return most;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void take(Question question) {
        try (var line = new Line(house.port())) {
            for (var n = 0; n < TIMES; n++) {
                var head = line.get(question.path(), question.cookie(), OutputStream.nullOutputStream());
                while (head.startsWith("HTTP/1.1 503 ")) {
                    refused.increment();
                    LockSupport.parkNanos(AGAIN.toNanos());
                    head = line.get(question.path(), question.cookie(), OutputStream.nullOutputStream());
                }
                if (!head.startsWith("HTTP/1.1 200 ")) {
                    throw new IllegalStateException(head);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Measured measured(long idle, long one, long many, List<Year> years) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("readsOfAYear", years.getFirst().reads());
        figures.put("customers", CUSTOMERS);
        figures.put("portalKilobytesASecond", Measured.median(ours));
        figures.put("copyKilobytesASecond", Measured.median(theirs));
        figures.put("liveHeapKilobytesIdle", idle / 1024);
        figures.put("liveHeapKilobytesOfOne", one / 1024);
        figures.put("liveHeapKilobytesOf" + AT_ONCE, many / 1024);
        figures.put("refusedForNow", refused.sum());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        return new Measured(
                "export",
                Measured.ratio(Measured.median(ours), Measured.median(theirs)),
                Measured.ratio(700, 1000),
                runs,
                figures);
    }
}
