package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Customers, signed in, who look at their usage by day, 31 days at a time, back to the beginning of the year. */
final class Lookers {

    /** Enough that nobody comes again while their session is remembered: of four questions each, one looks it up. */
    static final int CUSTOMERS = Bench.setting("BENCH_CUSTOMERS", 4000);

    private static final int DAYS = 31;
    private static final int MONTHS = 4;
    private static final LocalDate END = LocalDate.of(2026, 6, 10);

    private final House house;
    private final Truth truth = new Truth();
    private final List<List<Question>> visits = new ArrayList<>();

    /** Moves into a house that has just been started by {@link Crowd#NOW}'s clock, and learns what is true. */
    Lookers(House house) throws IOException {
        this.house = house;
        var crowd = new Crowd(house);
        System.out.println("Writing the days of %d customers …".formatted(CUSTOMERS));
        new ManyReads("LOOK-", CUSTOMERS, END.minusDays(DAYS * MONTHS), END.minusDays(1), END).write(house);
        crowd.of("LOOK-");
        crowd.rest();
        settle();
        know();
    }

    Truth truth() {
        return truth;
    }

    /** {@return each customer's questions} */
    List<List<Question>> visits() {
        return List.copyOf(visits);
    }

    /** {@return the same number of visits, but of few customers who ask one thing again and again} */
    List<List<Question>> busy(int customers) {
        var busy = new ArrayList<List<Question>>();
        for (var n = 0; n < visits.size(); n++) {
            var question = visits.get(n % customers).getFirst();
            busy.add(List.of(question, question, question, question));
        }
        return busy;
    }

    private void settle() {
        house.sql("""
                select a.id, c.id from account a
                join usage_point p on p.number = a.number
                join channel c on c.usage_point = p.id
                where starts_with(a.number, 'LOOK-') order by a.id
                """).lines().forEach(line -> {
            var visit = new ArrayList<Question>();
            for (var back = 1; back <= MONTHS; back++) {
                var from = END.minusDays((long) DAYS * back);
                visit.add(Question.usage(
                        line.substring(0, line.indexOf('|')),
                        line.substring(line.indexOf('|') + 1),
                        from,
                        from.plusDays(DAYS),
                        "day"));
            }
            visits.add(visit);
        });
    }

    /** An answer is true if its days add up to what the database says by itself, and none is missing. */
    private void know() throws IOException {
        var sums = sums();
        try (var line = new Line(house.port())) {
            for (var visit : visits) {
                for (var question : visit) {
                    var answer = line.get(question.path(), question.cookie());
                    var told = JsonMapper.shared()
                            .readTree(answer.orThrow(question.path()).body());
                    var sum = BigDecimal.ZERO;
                    for (var bucket : told.path("buckets")) {
                        sum = sum.add(new BigDecimal(bucket.path("value").asString()));
                    }
                    var key = told.path("channel").asString() + "|"
                            + told.path("from").asString().substring(0, 10);
                    var isRight = sum.movePointRight(9).compareTo(Objects.requireNonNull(sums.get(key), key)) == 0;
                    if (!isRight || told.path("buckets").size() != DAYS) {
                        throw new IllegalStateException("%s is not %s: %s".formatted(key, sums.get(key), told));
                    }
                    truth.take(question, answer);
                }
            }
        }
    }

    private Map<String, BigDecimal> sums() {
        var sums = new HashMap<String, BigDecimal>();
        house.sql("""
                select channel, date '%1$s' - (%2$d * (1 + (date '%1$s' - 1 - day) / %2$d)), sum(billionths)
                from usage_day group by 1, 2
                """.formatted(END, DAYS)).lines().forEach(line -> {
            var part = line.split("\\|", -1);
            sums.put(part[0] + "|" + part[1], new BigDecimal(part[2]));
        });
        return sums;
    }
}
