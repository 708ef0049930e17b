package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What ten years of reads cost whoever looks at the last month of them: the same customers ask the same of a house whose reads go
 * back ten years and of one that has a month of them.
 *
 * <p>A B A B, after both were warmed up. A look counts when both houses answer the same bytes, whose sum is the database's own.
 */
final class HistoryBench {

    private static final int PAIRS = Bench.setting("BENCH_PAIRS", 5);
    private static final int WARM_UPS = 2;
    private static final int CUSTOMERS = Bench.setting("BENCH_CUSTOMERS", 20);
    private static final int ROUNDS = 25;

    /** Ten years may take so many hundredths of what a month takes. */
    private static final int MOST_PERCENT = 115;

    private static final LocalDate END = LocalDate.of(2026, 6, 10);
    private static final LocalDate MONTH_AGO = END.minusDays(31);

    /** PostgreSQL's sessions tell what they have read when they have been idle for ten seconds. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(12);

    private final Truth truth = new Truth();
    private final List<Question> questions = new ArrayList<>();
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private HistoryBench() {}

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-history");
        var clock = Map.of("METERSIDE_CLOCK", Crowd.NOW);
        try (var month = new House(home.resolve("month"), clock);
                var years = new House(home.resolve("years"), clock)) {
            return new HistoryBench()
                    .run(new Arm("month", month, MONTH_AGO), new Arm("years", years, END.minusYears(10)));
        } finally {
            House.delete(home);
        }
    }

    /** A house, from when on it has reads, how long each look took, in microseconds, and the buffers of each run's. */
    private record Arm(String name, House house, LocalDate first, List<Long> micros, List<Long> buffers) {

        Arm(String name, House house, LocalDate first) {
            this(name, house, first, new ArrayList<>(), new ArrayList<>());
        }
    }

    private Measured run(Arm month, Arm years) throws IOException {
        System.out.println("Starting two Metersides of their own …");
        for (var arm : List.of(month, years)) {
            arm.house().up("--empty");
            var crowd = new Crowd(arm.house());
            System.out.println("Writing the reads of %d customers since %s …".formatted(CUSTOMERS, arm.first()));
            new ManyReads("HISTORY-", CUSTOMERS, arm.first(), arm.first(), END).write(arm.house());
            crowd.of("HISTORY-");
            crowd.rest();
        }
        settle(month.house());
        know(month.house());
        for (var pair = 1 - WARM_UPS; pair <= PAIRS; pair++) {
            look(month, pair);
            look(years, pair);
        }
        return measured(month, years);
    }

    /** The month by day and by week, a week of it by hour, and a day of it by quarter-hour. */
    private void settle(House house) {
        house.sql(
                        "select a.id, c.id from account a join usage_point p on p.number = a.number join channel c on c.usage_point = p.id"
                                + " order by a.id")
                .lines()
                .map(line -> line.split("\\|", -1))
                .forEach(ids -> {
                    questions.add(Question.usage(ids[0], ids[1], MONTH_AGO, END, "day"));
                    questions.add(Question.usage(ids[0], ids[1], MONTH_AGO, END, "week"));
                    questions.add(Question.usage(ids[0], ids[1], END.minusDays(7), END, "hour"));
                    questions.add(Question.usage(ids[0], ids[1], END.minusDays(1), END, "quarter-hour"));
                });
    }

    private void know(House house) throws IOException {
        var all = BigDecimal.ZERO;
        try (var line = new Line(house.port())) {
            for (var question : questions) {
                var answer = line.get(question.path(), question.cookie());
                for (var bucket : JsonMapper.shared()
                        .readTree(answer.orThrow(question.path()).body())
                        .path("buckets")) {
                    all = all.add(new BigDecimal(bucket.path("value").asString()));
                }
                truth.take(question, answer);
            }
        }
        var expected = new BigDecimal(house.sql("""
                select sum(billionths * (2 + (start >= '%2$s'::timestamp at time zone 'America/New_York')::int
                                           + (start >= '%3$s'::timestamp at time zone 'America/New_York')::int))
                from interval_read where start >= '%1$s'::timestamp at time zone 'America/New_York'
                """.formatted(MONTH_AGO, END.minusDays(7), END.minusDays(1))));
        if (all.movePointRight(9).compareTo(expected) != 0) {
            throw new IllegalStateException("the answers add up to %s, the reads to %s".formatted(all, expected));
        }
    }

    private void look(Arm arm, int pair) {
        arm.house().sql("checkpoint");
        var before = buffers(arm.house());
        var visits = new ArrayList<List<Question>>();
        for (var round = 0; round < ROUNDS; round++) {
            visits.add(questions);
        }
        var micros = new Load(arm.house().port(), 1, truth).visits(visits);
        var buffers = (buffers(arm.house()) - before) / micros.size();
        if (pair > 0) {
            arm.micros().addAll(micros);
            arm.buffers().add(buffers);
        }
        var run = new LinkedHashMap<String, Object>();
        run.put("arm", arm.name());
        run.put("pair", pair > 0 ? Integer.toString(pair) : "warm-up");
        run.put("looks", micros.size());
        run.put("microsMedian", Measured.median(micros));
        run.put("microsP99", Measured.percentile(micros, 99));
        run.put("buffersEach", buffers);
        runs.add(run);
        System.out.println("  %s %-7s median %,7d µs   p99 %,7d µs   %d buffers"
                .formatted(
                        arm.name(),
                        run.get("pair"),
                        Measured.median(micros),
                        Measured.percentile(micros, 99),
                        buffers));
    }

    /** {@return how many buffers the database has touched so far, for all who ask it} */
    private static long buffers(House house) {
        try {
            Thread.sleep(UNTIL_TOLD);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Long.parseLong(
                house.sql("select blks_hit + blks_read from pg_stat_database where datname = 'meterside'"));
    }

    private Measured measured(Arm month, Arm years) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("customers", CUSTOMERS);
        figures.put("readsOfTheYears", Long.parseLong(years.house().sql("select count(*) from interval_read")));
        figures.put("readsOfTheMonth", Long.parseLong(month.house().sql("select count(*) from interval_read")));
        figures.put("looksOfEach", month.micros().size());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        for (var arm : List.of(month, years)) {
            figures.put(arm.name() + "MicrosMedian", Measured.median(arm.micros()));
            figures.put(arm.name() + "MicrosP99", Measured.percentile(arm.micros(), 99));
            figures.put(arm.name() + "BuffersEach", Measured.median(arm.buffers()));
        }
        figures.put("yearsOverMonthMedian", over(Measured.median(years.micros()), Measured.median(month.micros())));
        figures.put(
                "yearsOverMonthP99",
                over(Measured.percentile(years.micros(), 99), Measured.percentile(month.micros(), 99)));
        figures.put("yearsOverMonthBuffers", over(Measured.median(years.buffers()), Measured.median(month.buffers())));
        var worst = List.of("yearsOverMonthMedian", "yearsOverMonthP99", "yearsOverMonthBuffers").stream()
                .map(name -> (BigDecimal) figures.get(name))
                .max(BigDecimal::compareTo)
                .orElseThrow();
        var ratio = Measured.ratio(MOST_PERCENT * 10L, worst.movePointRight(3).longValueExact());
        return new Measured("history", ratio, Measured.ratio(1, 1), runs, figures);
    }

    private static BigDecimal over(long years, long month) {
        return Measured.ratio(years, month);
    }
}
