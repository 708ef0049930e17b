package meterside.journeys.year;

import static meterside.journeys.year.Home.CHANNELS;
import static meterside.journeys.year.Home.LOCAL;
import static meterside.journeys.year.Home.MOVE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import meterside.metering.ChannelId;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.rule.DailyThreshold;
import meterside.rule.DayHistory;
import meterside.rule.Oracle;
import meterside.rule.Passing;
import meterside.rule.ReadVersion;
import meterside.rule.Term;

/**
 * Which days passed what, when, and how corrections turned them: as alerts kept it, as the kernel's fold says of all that is
 * stored in the end, and as an oracle says. {@code version day instant sum} of a day that passed, {@code version day instant
 * true|false sum} of one that turned, in order.
 */
record Answers(Home home) {

    /** As alerts kept it. */
    List<String> live() {
        var lines = new TreeSet<String>();
        home.works
                .sql("select version, day, arrived_at, billionths from alert_evaluation")
                .query(row -> {
                    lines.add(line(
                            row.getLong("version"),
                            row.getString("day"),
                            row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                            "",
                            row.getBigDecimal("billionths").toBigIntegerExact()));
                });
        home.works
                .sql(
                        "select e.version, e.day, t.at, t.beyond, t.billionths from alert_turn t join alert_evaluation e on e.id = t.evaluation")
                .query(row -> {
                    lines.add(line(
                            row.getLong("version"),
                            row.getString("day"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getBoolean("beyond") + " ",
                            row.getBigDecimal("billionths").toBigIntegerExact()));
                });
        return List.copyOf(lines);
    }

    private static String line(long version, String day, Instant at, String beyond, BigInteger billionths) {
        return "%d %s %s %s%s"
                .formatted(
                        version,
                        day,
                        at,
                        beyond,
                        new BigDecimal(billionths, 9)
                                .setScale(6, RoundingMode.HALF_EVEN)
                                .toPlainString());
    }

    /** An oracle for each wish, since each watches other channels; days of the other tenant are not its business. */
    List<String> oracle() {
        var lines = new TreeSet<String>();
        for (var wish : home.wishes) {
            if (wish.version == 0) {
                continue;
            }
            var units = new TreeMap<String, BigDecimal>();
            CHANNELS.forEach((key, unit) -> {
                if (wish.watched.equals("water") || wish.watched.equals(key)) {
                    units.put(key, litres(unit).divide(litres(wish.unit), 60, RoundingMode.HALF_EVEN));
                }
            });
            var oracle = new Oracle(
                    Home.NEW_YORK,
                    List.of(new Oracle.Version(
                            Long.toString(wish.version),
                            new BigDecimal(wish.threshold),
                            wish.estimates,
                            units,
                            wish.made,
                            wish.replaced,
                            wish.ended)));
            home.stored.forEach(one -> oracle.arrive(one.at(), one.reads()));
            var all = new ArrayList<>(oracle.told());
            all.addAll(oracle.turned());
            all.stream()
                    .filter(line -> isOf(wish, LocalDate.parse(line.split(" ")[1])))
                    .forEach(lines::add);
        }
        return List.copyOf(lines);
    }

    private static boolean isOf(Wish wish, LocalDate day) {
        return day.isBefore(MOVE) == wish.account.equals("former");
    }

    private static BigDecimal litres(Unit unit) {
        return new BigDecimal(
                switch (unit) {
                    case US_GALLON -> "3.785411784";
                    case CUBIC_FOOT -> "28.316846592";
                    default -> "1";
                });
    }

    /** The kernel's fold over all that is stored in the end, read in one go. */
    List<String> backTest() {
        var history = history();
        var lines = new TreeSet<String>();
        for (var wish : home.wishes) {
            if (wish.version != 0) {
                history.forEach((day, versions) -> fold(wish, day, versions, lines));
            }
        }
        return List.copyOf(lines);
    }

    private Map<LocalDate, List<ReadVersion>> history() {
        var history = new TreeMap<LocalDate, List<ReadVersion>>();
        home.works.sql("""
                        select v.*, coalesce(k.arrived_at, b.stored_at) as arrived_at from (
                            select channel, start, seconds, billionths, quality, block, null::timestamptz as revised_at
                            from interval_read
                            union all
                            select channel, start, seconds, billionths, quality, block, revised_at from interval_read_revision
                        ) v join read_block b on b.id = v.block
                        left join interval_read_repeat k
                            on k.channel = v.channel and k.start = v.start and k.block = v.block
                        """).query(row -> {
            var start = row.getObject("start", OffsetDateTime.class).toInstant();
            var revised = row.getObject("revised_at", OffsetDateTime.class);
            var key = home.channels.get("house") == row.getInt("channel") ? "house" : "garden";
            history.computeIfAbsent(LOCAL.dayOf(start), unseen -> new ArrayList<>())
                    .add(new ReadVersion(
                            new ChannelId(row.getInt("channel")),
                            start,
                            row.getInt("seconds"),
                            row.getLong("billionths"),
                            Objects.requireNonNull(CHANNELS.get(key)),
                            ReadingQuality.ofCode(row.getInt("quality")),
                            row.getLong("block"),
                            row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                            revised == null ? null : revised.toInstant()));
        });
        return history;
    }

    private void fold(Wish wish, LocalDate day, List<ReadVersion> versions, TreeSet<String> lines) {
        if (!isOf(wish, day)) {
            return;
        }
        var term = new Term(wish.made, wish.replaced, wish.ended);
        var mine = versions.stream()
                .filter(version -> wish.watched.equals("water")
                        || home.channels.get(wish.watched) == version.channel().value())
                .toList();
        var rule = new DailyThreshold(
                new BigDecimal(wish.threshold).movePointRight(9).longValueExact(),
                wish.unit,
                CHANNELS.values(),
                wish.estimates);
        var history = new DayHistory((int) day.toEpochDay(), mine);
        history.passing(rule, at -> term.covers(day, LOCAL, at))
                .ifPresent(passing -> add(wish, day, history, rule, passing, lines));
    }

    private static void add(
            Wish wish, LocalDate day, DayHistory history, DailyThreshold rule, Passing passing, TreeSet<String> lines) {
        lines.add(line(wish.version, day.toString(), passing.at(), "", passing.billionths()));
        for (var turn : history.turns(rule, passing.at(), true)) {
            lines.add(line(wish.version, day.toString(), turn.at(), turn.beyond() + " ", turn.billionths()));
        }
    }

    /** {@return the keys of all notices there are} */
    List<String> told() {
        return List.copyOf(new TreeSet<>(home.works
                .sql("select key from notice")
                .query((row, number) -> row.getString(1))
                .list()));
    }

    /** {@return the keys of all notices there have to be: one a contact for each line} */
    List<String> expectedNotices(List<String> lines) {
        var keys = new TreeSet<String>();
        for (var line : lines) {
            var words = line.split(" ");
            var wish = home.wishes.stream()
                    .filter(one -> Long.toString(one.version).equals(words[0]))
                    .findFirst()
                    .orElseThrow();
            var turned = words.length == 5;
            var kind = turned && words[3].equals("false") ? "usage-corrected" : "usage-threshold";
            var first = wish.account.equals("former") ? 1 : 3; // contacts in the order in which the home makes them
            for (var contact = first; contact < first + wish.contacts; contact++) {
                keys.add("%s:v%s:%s:c%d%s".formatted(kind, words[0], words[1], contact, turned ? ":" + words[2] : ""));
            }
        }
        return List.copyOf(keys);
    }
}
