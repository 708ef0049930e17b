package meterside.standins.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Riverton.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownTest {

    private static final Instant UNTIL = Instant.parse("2026-11-21T23:00:00Z");
    private static final BigDecimal DIALS = new BigDecimal(1_000_000);

    @TempDir
    static Path town;

    private static Sent sent;

    @BeforeAll
    static void writeTheTown() throws IOException {
        sent = Sent.of(new Town(town, new Riverton(1, UNTIL)).write(UNTIL));
    }

    @Test
    void writesTheSameBytesForTheSameSeedAndOthersForAnother(@TempDir Path folder) throws IOException {
        var window = new Window(Instant.parse("2026-11-20T00:00:00Z"), UNTIL, true);

        var once = new Town(folder, new Riverton(7, UNTIL)).file("cmep", window, folder.resolve("once"));
        var again = new Town(folder, new Riverton(7, UNTIL)).file("cmep", window, folder.resolve("again"));
        var other = new Town(folder, new Riverton(8, UNTIL)).file("cmep", window, folder.resolve("other"));

        assertThat(again.orElseThrow()).hasSameBinaryContentAs(once.orElseThrow());
        assertThat(Files.mismatch(once.orElseThrow(), other.orElseThrow())).isNotEqualTo(-1);
    }

    /** The bounds of these days in UTC were worked out by hand: New York is at -05:00 in winter, -04:00 in summer. */
    @Test
    void cutsTheDaysOnWhichTheClockChangesAtTheirTrueLength() {
        var autumn = List.of("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");
        var spring = List.of("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z");

        assertThat(sent.measured("E5100101:E:KWH", autumn)).hasSize(100);
        assertThat(sent.measured("B7200101:W:GAL", autumn)).hasSize(25);
        assertThat(sent.measured("E5100101:E:KWH", spring)).hasSize(92);
        assertThat(sent.measured("G3300101:G:THERM", spring)).hasSize(23);
    }

    @Test
    void labelsBeaconsRepeatedHourTwiceAndTheMissingOneNever() {
        var autumn = sent.rows("130620501", "2026-11-01");
        var spring = sent.rows("130620501", "2026-03-08");

        assertThat(autumn)
                .hasSize(25)
                .filteredOn(row -> row.get(10).equals("2026-11-01 01:59"))
                .hasSize(2);
        assertThat(autumn).isSortedAccordingTo((one, other) -> one.get(10).compareTo(other.get(10)));
        assertThat(spring).hasSize(23).noneMatch(row -> row.get(10).equals("2026-03-08 02:59"));
    }

    @Test
    void everyRegisterMovesByWhatItsIntervalsAddUpTo() {
        var days = 0;
        for (var key : sent.keys()) {
            var registers = sent.registers(key + "REG");
            Instant before = null;
            for (var at : registers.keySet()) {
                var reads = before == null ? Map.<Instant, BigDecimal>of() : sent.between(key, before, at);
                var whole = before == null ? 0 : (at.getEpochSecond() - before.getEpochSecond()) / sent.seconds(key);
                if (before != null && reads.size() == whole) {
                    var moved = registers
                            .get(at)
                            .subtract(registers.get(before))
                            .add(DIALS)
                            .remainder(DIALS);
                    assertThat(reads.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                            .as("%s from %s to %s", key, before, at)
                            .isEqualByComparingTo(moved);
                    days++;
                }
                before = at;
            }
        }
        assertThat(days).isGreaterThan(10_000);
    }

    @Test
    void oneRegisterRollsOver() {
        var shown = sent.registers("B7200401:W:GALREG");

        assertThat(shown.firstEntry().getValue()).isEqualByComparingTo("947113");
        assertThat(shown.lastEntry().getValue()).isLessThan(new BigDecimal("947113"));
    }

    @Test
    void beaconsRegisterFollowsItsFlowWithinOneStep() {
        var rows = sent.rows("130620201", "2026-09-15");
        var first = rows.getFirst();
        var last = rows.getLast();

        var gallons =
                rows.stream().skip(1).map(row -> new BigDecimal(row.get(9))).reduce(BigDecimal.ZERO, BigDecimal::add);
        var cubicFeet = new BigDecimal(last.get(39))
                .subtract(new BigDecimal(first.get(39)))
                .movePointRight(2);

        assertThat(rows).hasSize(24);
        assertThat(cubicFeet
                        .multiply(new BigDecimal("7.48051948"))
                        .subtract(gallons)
                        .abs())
                .isLessThan(new BigDecimal("7.5"));
    }

    @Test
    void theDemoHomeHasOneOfEachTrouble() {
        var electric = "E5100101:E:KWH";

        assertThat(sent.flags(electric, "2026-11-10T12:00:00Z")).containsExactly("OK E0");
        assertThat(sent.flags(electric, "2026-10-25T16:00:00Z")).containsExactly("OK R0", "RESEND R0");
        assertThat(sent.flags(electric, "2026-10-12T16:00:00Z")).containsExactly("OK E0", "RESEND R0");
        assertThat(sent.flags("B7200101:W:GAL", "2026-10-30T16:00:00Z")).isEmpty();
        assertThat(sent.flags("G3300101:G:THERM", "2026-11-12T09:00:00Z")).containsExactly("OK N32");
    }

    /** From October 21 of the year before to the day before the last are 396 days; of two the station said nothing. */
    @Test
    void tellsTheWeatherThatItsHomesAreHeatedIn() throws IOException {
        var rows = Sent.lines(weather()).stream()
                .map(line -> List.of(line.substring(1, line.length() - 1).split("\",\"", -1)))
                .toList();
        var riverton = new Riverton(1, UNTIL);

        assertThat(rows.getFirst()).containsExactly("STATION", "DATE", "NAME", "PRCP", "TAVG", "TMAX", "TMIN");
        assertThat(rows).hasSize(1 + 396 - 2);
        assertThat(rows.get(1).get(1)).isEqualTo("2025-10-21");
        assertThat(rows.getLast().get(1)).isEqualTo("2026-11-20");
        assertThat(rows)
                .filteredOn(row -> row.get(3).isEmpty())
                .extracting(row -> row.get(1))
                .containsExactly("2026-11-09");
        assertThat(rows.subList(1, rows.size())).allSatisfy(row -> {
            var day = LocalDate.parse(row.get(1));
            assertThat(new BigDecimal(row.get(5)))
                    .isEqualByComparingTo(BigDecimal.valueOf(riverton.temperature(day, 15), 1));
            assertThat(row.get(3).isEmpty() || new BigDecimal(row.get(3)).signum() > 0 == riverton.rains(day))
                    .isTrue();
        });
    }

    private static Path weather() throws IOException {
        try (var files = Files.list(town.resolve("files/weather"))) {
            return files.toList().getFirst();
        }
    }

    /** The pipe broke nineteen days ago at three at night, which is 08:00 in UTC. */
    @Test
    void aBurstPipeRunsUntilItIsShutOff() {
        var burst = sent.measured("B7201701:W:GAL", List.of("2026-11-02T08:00:00Z", "2026-11-02T16:00:00Z"));
        var after = sent.measured("B7201701:W:GAL", List.of("2026-11-02T16:00:00Z", "2026-11-04T16:00:00Z"));

        assertThat(burst.values()).hasSize(8).allMatch(gallons -> gallons.compareTo(new BigDecimal(900)) >= 0);
        assertThat(after.values()).allMatch(gallons -> gallons.compareTo(new BigDecimal(500)) < 0);
    }

    @Test
    void oneLeakStopsAndStarts() {
        var running = 0;
        var still = 0;
        for (var night = Instant.parse("2026-10-14T07:00:00Z");
                night.isBefore(UNTIL);
                night = night.plusSeconds(86_400)) {
            var reads = sent.measured(
                    "B7202301:W:GAL",
                    List.of(night.toString(), night.plusSeconds(3_600).toString()));
            running += reads.values().stream().anyMatch(one -> one.compareTo(new BigDecimal(38)) >= 0) ? 1 : 0;
            still += reads.values().stream().anyMatch(one -> one.compareTo(new BigDecimal(5)) < 0) ? 1 : 0;
        }

        assertThat(running).isGreaterThan(5);
        assertThat(still).isGreaterThan(5);
    }

    @Test
    void nothingRunsInTheVacantHouse() {
        var water = sent.measured("B7203801:W:GAL", List.of("2026-09-01T04:00:00Z", "2026-10-01T04:00:00Z"));

        assertThat(water).hasSizeGreaterThan(600);
        assertThat(water.values()).allMatch(gallons -> gallons.signum() == 0);
    }

    @Test
    void theSchoolSleepsInSummer() {
        var inOctober = sent.measured("E5106101:E:KWH", List.of("2026-10-14T13:00:00Z", "2026-10-14T18:00:00Z"));
        var inJuly = sent.measured("E5106101:E:KWH", List.of("2026-07-15T13:00:00Z", "2026-07-15T18:00:00Z"));

        assertThat(sum(inOctober)).isGreaterThan(sum(inJuly).multiply(new BigDecimal(5)));
    }

    /** After the pilot and those of whom something is told, all others got their meters four months ago. */
    @Test
    void sixtyHomesAndASchoolAreReadAndTwoHaveTheSun() throws IOException {
        assertThat(column("usage_points", "address").stream().distinct()).hasSize(61);
        assertThat(rows("channels").stream()
                        .filter(row -> row.get("flow").equals("received")
                                && row.get("kind").equals("delta")))
                .extracting(row -> row.get("usage_point"))
                .containsExactly("RVT-0002-E", "RVT-0031-E");
        assertThat(rows("channels").stream()
                        .map(row -> row.get("from").substring(0, 10))
                        .distinct())
                .containsExactlyInAnyOrder("2025-10-21", "2026-07-21");
    }

    /** Fifteen customers with homes like the demo home, beside its own, whose whole month was measured (SC9): 31 days of 96 reads. */
    @Test
    void theDemoHomeHasEnoughSimilarOnes() throws IOException {
        var points = rows("usage_points");
        var demo = points.stream()
                .filter(row -> row.get("number").equals("RVT-0001-E"))
                .findFirst()
                .orElseThrow();
        var similar = points.stream()
                .filter(row -> List.of("commodity", "class", "size_band").stream()
                        .allMatch(what -> row.get(what).equals(demo.get(what))))
                .map(row -> row.get("number"))
                .toList();

        var whole = rows("feed_keys").stream()
                .filter(row -> similar.contains(row.get("usage_point"))
                        && row.get("flow").equals("delivered")
                        && row.get("kind").equals("delta"))
                .map(row -> sent.measured(
                        String.valueOf(row.get("key")), List.of("2026-10-01T04:00:00Z", "2026-11-01T04:00:00Z")))
                .filter(reads -> reads.size() == 31 * 96);

        assertThat(whole.count()).isGreaterThan(15);
    }

    private static BigDecimal sum(Map<Instant, BigDecimal> reads) {
        return reads.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void theRegistryPlacesEveryReadAndRefersToNothingUnknown() throws IOException {
        var points = column("usage_points", "number");
        var meters = column("meters", "serial");
        var accounts = column("accounts", "number");

        assertThat(points).doesNotHaveDuplicates().containsAll(column("channels", "usage_point"));
        assertThat(points).containsAll(column("feed_keys", "usage_point"));
        assertThat(meters).doesNotHaveDuplicates().containsExactlyElementsOf(column("meter_installations", "serial"));
        assertThat(accounts).doesNotHaveDuplicates().containsAll(column("service_agreements", "account"));
        var channels = new HashSet<String>();
        rows("channels").forEach(row -> channels.add(channel(row)));
        assertThat(rows("feed_keys")).allMatch(row -> channels.contains(channel(row)));
        assertThat(sent.unplaced(rows("feed_keys"))).isEmpty();
    }

    @Test
    void theExchangedMeterEndsWhereItsReplacementBegins() throws IOException {
        var both = rows("meter_installations").stream()
                .filter(row -> row.get("usage_point").equals("RVT-0006-E"))
                .toList();

        assertThat(both).hasSize(2);
        assertThat(both.get(0).get("to")).isEqualTo(both.get(1).get("from")).contains("T10:45");
        assertThat(both.get(1).get("start_register")).isEqualTo("0");
        assertThat(new BigDecimal(both.get(0).get("end_register"))).isGreaterThan(new BigDecimal("1000"));
    }

    @Test
    void noTwoAgreementsOverlapAndAllBeginAtLocalMidnight() throws IOException {
        var ends = new HashMap<String, OffsetDateTime>();

        for (var row : rows("service_agreements")) {
            var from = OffsetDateTime.parse(row.get("from"));
            assertThat(from).isAfterOrEqualTo(ends.getOrDefault(row.get("usage_point"), OffsetDateTime.MIN));
            assertThat(row.get("from")).contains("T00:00-0");
            var to = row.get("to").isEmpty() ? OffsetDateTime.MAX : OffsetDateTime.parse(row.get("to"));
            ends.put(row.get("usage_point"), to);
        }
        assertThat(rows("service_agreements"))
                .anyMatch(row ->
                        row.get("account").equals("440909") && row.get("to").startsWith("2026-06-01T00:00"));
    }

    @Test
    void everyLoginSeesAccountsThatExist() throws IOException {
        var lines = Files.readAllLines(town.resolve("logins.csv"));

        assertThat(lines).contains("demo@meterside.example,440101", "other@meterside.example,440202");
        assertThat(lines.stream().skip(1).flatMap(line -> List.of(line.split(",")[1].split(" ")).stream()))
                .isSubsetOf(column("accounts", "number"));
    }

    @Test
    void aMonthsOldFileIsPackedAndLatelyThereIsOneADay() throws IOException {
        try (var files = Files.list(town.resolve("files/cmep"))) {
            var names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();

            assertThat(names).hasSize(29).contains("RVTNY_IntervalReport_202604010415.cmep.gz");
            assertThat(names).endsWith("RVTNY_IntervalReport_202611212300.cmep");
            assertThat(names).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private static String channel(Map<String, String> row) {
        return String.join(" ", row.get("usage_point"), row.get("quantity"), row.get("flow"), row.get("kind"));
    }

    private static List<String> column(String file, String name) throws IOException {
        return rows(file).stream().map(row -> row.get(name)).toList();
    }

    /** Only the addresses have commas in them, and they stand last. */
    private static List<Map<String, String>> rows(String file) throws IOException {
        var lines = Files.readAllLines(town.resolve("registry/" + file + ".csv"));
        var names = lines.getFirst().split(",");
        return lines.stream()
                .skip(1)
                .map(line -> {
                    var cells = line.split(",", names.length);
                    Map<String, String> row = new TreeMap<>();
                    for (var i = 0; i < names.length; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }
}
