package meterside.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import meterside.metering.ChannelId;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random reads of both clock-change days, late, corrected, estimated, in any order: the fold and the oracle agree. */
class FoldTest {

    private static final LocalDays NEW_YORK = new LocalDays(ZoneId.of("America/New_York"));
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, ReadVersion> current = new HashMap<>();
    private final Map<String, Oracle.Read> currentRead = new HashMap<>();
    private final Map<LocalDate, List<ReadVersion>> history = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-07", "2026-10-31"})
    void agreesWithTheOracle(String first) {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var told = 0;
        for (var round = 0; round < 200; round++) {
            told += agrees(LocalDate.parse(first), new Random(seed + round));
            current.clear();
            currentRead.clear();
            history.clear();
        }
        assertThat(told).isGreaterThan(100);
    }

    /** {@return how often it told} */
    private int agrees(LocalDate first, Random random) {
        var begin = NEW_YORK.startOf(first);
        var made = begin.plus(Duration.ofMinutes(random.nextInt(1, 1440)));
        var changed = begin.plus(Duration.ofMinutes(random.nextInt(1441, 4320)));
        var threshold = BigDecimal.valueOf(random.nextInt(1, 4000), 1);
        var versions = List.of(
                version("a", threshold, random.nextBoolean(), made, changed),
                version("b", threshold.add(BigDecimal.ONE), random.nextBoolean(), changed, END));
        var oracle = new Oracle(NEW_YORK.zone(), versions);
        var now = begin;
        for (var file = 0; file < 60; file++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 200)));
            var reads = new ArrayList<Oracle.Read>();
            for (var i = random.nextInt(1, 12); i > 0; i--) {
                reads.add(read(begin, file, i, random));
            }
            oracle.arrive(now, reads);
            store(reads, now);
        }

        assertThat(folded(versions)).isEqualTo(oracle.told());
        return oracle.told().size();
    }

    private static Oracle.Version version(
            String name, BigDecimal threshold, boolean estimates, Instant made, Instant replaced) {
        var footInGallons = BigDecimal.valueOf(1728).divide(BigDecimal.valueOf(231), 40, RoundingMode.HALF_EVEN);
        return new Oracle.Version(
                name, threshold, estimates, Map.of("gal", BigDecimal.ONE, "ft3", footInGallons), made, replaced, END);
    }

    private static Oracle.Read read(Instant begin, int file, int place, Random random) {
        return new Oracle.Read(
                random.nextBoolean() ? "gal" : "ft3",
                begin.plus(Duration.ofHours(random.nextInt(72))),
                BigDecimal.valueOf(random.nextInt(0, 200), 1),
                random.nextInt(4) == 0,
                begin.plus(Duration.ofHours(random.nextInt(100))),
                Integer.toString(file),
                place);
    }

    /** As ingest does: the better version stays, and what was replaced says until when it was known. */
    private void store(List<Oracle.Read> reads, Instant now) {
        for (var read : reads) {
            var key = read.key() + read.start();
            var before = currentRead.get(key);
            if (before != null && !beats(read, before)) {
                continue;
            }
            currentRead.put(key, read);
            if (before != null && before.amount().equals(read.amount()) && before.estimated() == read.estimated()) {
                continue;
            }
            var day = history.computeIfAbsent(NEW_YORK.dayOf(read.start()), unseen -> new ArrayList<>());
            var version = versionOf(read, now);
            var old = current.put(key, version);
            if (old != null) {
                day.remove(old);
                day.add(new ReadVersion(
                        old.channel(),
                        old.start(),
                        old.seconds(),
                        old.billionths(),
                        old.unit(),
                        old.quality(),
                        old.block(),
                        old.arrivedAt(),
                        now));
            }
            day.add(version);
        }
    }

    private static boolean beats(Oracle.Read one, Oracle.Read other) {
        if (one.estimated() != other.estimated()) {
            return !one.estimated();
        }
        if (!one.stamp().equals(other.stamp())) {
            return one.stamp().isAfter(other.stamp());
        }
        return one.name().equals(other.name())
                ? one.place() > other.place()
                : one.name().compareTo(other.name()) > 0;
    }

    private static ReadVersion versionOf(Oracle.Read read, Instant now) {
        return new ReadVersion(
                new ChannelId(read.key().equals("gal") ? 1 : 2),
                read.start(),
                3600,
                read.amount().movePointRight(9).longValueExact(),
                Unit.ofSymbol(read.key()).orElseThrow(),
                read.estimated() ? ReadingQuality.ESTIMATED : ReadingQuality.RAW,
                read.place() + 100L * Integer.parseInt(read.name()),
                now,
                null);
    }

    private List<String> folded(List<Oracle.Version> versions) {
        var told = new ArrayList<String>();
        for (var version : versions) {
            var term = new Term(version.made(), version.replaced(), version.ended());
            var rule = new DailyThreshold(
                    version.threshold().movePointRight(9).longValueExact(),
                    Unit.US_GALLON,
                    List.of(Unit.US_GALLON, Unit.CUBIC_FOOT),
                    version.countEstimates());
            history.forEach((day, versionsOfIt) -> new DayHistory((int) day.toEpochDay(), versionsOfIt)
                    .passing(rule, arrival -> term.covers(day, NEW_YORK, arrival))
                    .ifPresent(passing -> told.add("%s %s %s %s"
                            .formatted(version.name(), day, passing.at(), decimal(passing.billionths())))));
        }
        return told;
    }

    private static String decimal(BigInteger billionths) {
        return new BigDecimal(billionths, 9).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }
}
