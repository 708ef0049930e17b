package meterside.standins.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import meterside.standins.riverton.Riverton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bills of the town beside its reads, both as they stand in the files: nothing of the code that wrote them is asked. */
class BilledTest {

    private static final Instant UNTIL = Instant.parse("2026-11-21T23:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final BigDecimal DIALS = new BigDecimal(1_000_000);

    @TempDir
    static Path town;

    private static Sent sent;
    private static final List<JsonNode> FILES = new ArrayList<>();

    /** The keys of each usage point's intervals: of delivered and of received, and after an exchange of both meters. */
    private static final Map<String, TreeSet<String>> KEYS = new HashMap<>();

    /** BEACON's rows by endpoint and day, in order. */
    private static final Map<String, List<List<String>>> BEACON = new HashMap<>();

    @BeforeAll
    static void writeTheTown() throws IOException {
        sent = Sent.of(new Town(town, new Riverton(1, UNTIL)).write(UNTIL));
        sent.rows().forEach(row -> BEACON.computeIfAbsent(
                        row.get(7) + " " + row.get(10).substring(0, 10), unseen -> new ArrayList<>())
                .add(row));
        try (var files = Files.list(town.resolve("bills"))) {
            for (var file : files.sorted().toList()) {
                FILES.add(JsonMapper.shared().readTree(Files.readString(file)));
            }
        }
        for (var line : Files.readAllLines(town.resolve("registry/feed_keys.csv"))) {
            var cells = line.split(",", -1);
            if (cells[5].equals("delta")) {
                KEYS.computeIfAbsent(cells[2] + " " + cells[4], unseen -> new TreeSet<>())
                        .add(cells[1]);
            }
        }
    }

    private static Stream<JsonNode> bills() {
        return FILES.stream().flatMap(file -> file.get("bills").valueStream());
    }

    /** Of a bill that was corrected, the correction: it comes in a later file. */
    private static List<JsonNode> standing() {
        var byNumber = new TreeMap<String, JsonNode>();
        bills().forEach(bill -> byNumber.put(bill.get("number").asString(), bill));
        return List.copyOf(byNumber.values());
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.get(field).asString());
    }

    @Test
    void billsThirteenMonthsOfSevenServices() {
        var demo = standing().stream()
                .filter(bill -> bill.get("account").asString().equals("440101"))
                .toList();

        assertThat(demo).hasSize(13);
        assertThat(demo.getFirst().get("from").asString()).isEqualTo("2025-10-21");
        for (var n = 1; n < 13; n++) {
            assertThat(demo.get(n).get("from"))
                    .as("no day is skipped or billed twice")
                    .isEqualTo(demo.get(n - 1).get("to"));
        }
        assertThat(demo.getLast().get("to").asString()).isEqualTo("2026-11-01");
        assertThat(demo)
                .allSatisfy(bill -> assertThat(bill.get("charges").valueStream().map(charge -> charge.get("service")
                                .asString()))
                        .containsExactlyInAnyOrder(
                                "electricity", "gas", "water", "sewer", "solid-waste", "stormwater", "fire"));
        assertThat(standing().stream()
                        .map(bill -> bill.get("account").asString())
                        .distinct())
                .as("sixty homes, the school, and who moved in")
                .hasSize(62);
    }

    /** Where all reads of the days came and were measured, they are the billed quantity; else the counter says it. */
    @Test
    void billsWhatTheReadsAndTheCountersSayButForTwoThatSayWhy() {
        var byReads = 0;
        var byCounter = 0;
        var others = new TreeSet<String>();
        for (var bill : standing()) {
            for (var charge : bill.get("charges")) {
                if (!charge.has("quantity")) {
                    continue;
                }
                var reads = reads(bill, charge);
                if (isWhatTheReadsSay(bill, charge, reads)) {
                    byReads++;
                } else if (isWhatTheCounterSays(charge)
                        && charge.get("basis").asString().equals("measured")) {
                    byCounter++;
                } else if (hasAllReads(bill, charge, reads)) {
                    others.add("%s %s %s"
                            .formatted(
                                    bill.get("number").asString(),
                                    charge.get("service").asString(),
                                    charge.get("basis").asString()));
                }
            }
        }

        assertThat(others)
                .containsExactly(
                        "R-2609-0606 electricity measured",
                        "R-2610-0303 sewer estimated",
                        "R-2610-0303 water estimated");
        assertThat(byReads).isGreaterThan(600);
        assertThat(byCounter).isBetween(1, 300);
        assertThat(noteOf("R-2609-0606", "electricity")).contains("The meter was exchanged on 2026-09-07");
        assertThat(noteOf("R-2610-0303", "water")).contains("estimated by the month before");
    }

    private static String noteOf(String number, String service) {
        return standing().stream()
                .filter(bill -> bill.get("number").asString().equals(number))
                .flatMap(bill -> bill.get("charges").valueStream())
                .filter(charge -> charge.get("service").asString().equals(service))
                .map(charge -> charge.get("note").asString())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isWhatTheReadsSay(JsonNode bill, JsonNode charge, Map<Instant, BigDecimal> reads) {
        return hasAllReads(bill, charge, reads)
                && reads.values().stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(decimal(charge, "quantity"))
                        == 0;
    }

    private static boolean hasAllReads(JsonNode bill, JsonNode charge, Map<Instant, BigDecimal> reads) {
        var seconds = charge.get("usagePoint").asString().endsWith("-E") ? 900 : 3600;
        var whole =
                midnight(bill, "to").getEpochSecond() - midnight(bill, "from").getEpochSecond();
        return reads.size() == whole / seconds;
    }

    private static boolean isWhatTheCounterSays(JsonNode charge) {
        return charge.has("endRegister")
                && decimal(charge, "endRegister")
                                .subtract(decimal(charge, "startRegister"))
                                .add(DIALS)
                                .remainder(DIALS)
                                .compareTo(decimal(charge, "quantity"))
                        == 0;
    }

    /** {@return the measured reads of the bill's days, by their end} */
    private static Map<Instant, BigDecimal> reads(JsonNode bill, JsonNode charge) {
        var flow = charge.get("kind").asString().equals("credit") ? " received" : " delivered";
        var reads = new HashMap<Instant, BigDecimal>();
        for (var key : KEYS.get(charge.get("usagePoint").asString() + flow)) {
            reads.putAll(
                    key.endsWith(":flow")
                            ? beacon(key.substring(0, key.length() - 5), bill)
                            : sent.between(key, midnight(bill, "from"), midnight(bill, "to")));
        }
        return reads;
    }

    /** BEACON's rows of the days, in order; the two autumn hours have one label and are told apart by it. */
    private static Map<Instant, BigDecimal> beacon(String endpoint, JsonNode bill) {
        var reads = new HashMap<Instant, BigDecimal>();
        var end = LocalDate.parse(bill.get("to").asString());
        for (var day = LocalDate.parse(bill.get("from").asString()); day.isBefore(end); day = day.plusDays(1)) {
            var at = day.atStartOfDay(NEW_YORK).toInstant();
            for (var row : BEACON.getOrDefault(endpoint + " " + day, List.of())) {
                if (row.get(8).equals("0") && !row.get(9).isEmpty()) {
                    reads.put(at, new BigDecimal(row.get(9)));
                }
                at = at.plusSeconds(3600);
            }
        }
        return reads;
    }

    private static Instant midnight(JsonNode bill, String field) {
        return LocalDate.parse(bill.get(field).asString())
                .atStartOfDay(NEW_YORK)
                .toInstant();
    }

    /** Quantity times price, half up, line by line; lines are the charge, charges the bill. */
    @Test
    void everyCentIsWhereTheTariffPutsIt() {
        bills().forEach(bill -> {
            var total = BigDecimal.ZERO;
            for (var charge : bill.get("charges")) {
                var sum = BigDecimal.ZERO;
                var quantity = BigDecimal.ZERO;
                for (var line : charge.get("lines")) {
                    sum = sum.add(decimal(line, "amount"));
                    if (line.has("price") && !line.get("unit").asString().equals("count")) {
                        assertThat(decimal(line, "quantity")
                                        .multiply(decimal(line, "price"))
                                        .setScale(2, RoundingMode.HALF_UP))
                                .isEqualByComparingTo(decimal(line, "amount"));
                        quantity = line.get("text").asString().equals("Fuel adjustment")
                                ? quantity
                                : quantity.add(decimal(line, "quantity"));
                    }
                    assertThat(line.get("textEs").asString())
                            .isNotEqualTo(line.get("text").asString());
                }
                assertThat(sum).isEqualByComparingTo(decimal(charge, "amount"));
                if (charge.has("quantity")) {
                    assertThat(quantity).as("the steps add up").isEqualByComparingTo(decimal(charge, "quantity"));
                }
                total = charge.get("kind").asString().equals("credit") ? total.subtract(sum) : total.add(sum);
            }
            assertThat(total).isEqualByComparingTo(decimal(bill, "total"));
        });
    }

    @Test
    void billsNobodyForAnothersDays() {
        var former = daysOf("440909");
        var successor = daysOf("440999");

        assertThat(former.lastEntry().getValue()).isEqualTo("2026-06-01");
        assertThat(successor.firstKey()).isEqualTo("2026-06-10");
    }

    private static NavigableMap<String, String> daysOf(String account) {
        var days = new TreeMap<String, String>();
        standing().stream()
                .filter(bill -> bill.get("account").asString().equals(account))
                .forEach(bill ->
                        days.put(bill.get("from").asString(), bill.get("to").asString()));
        return days;
    }

    /** By the files alone: what was billed and stands, less what came by mail. */
    @Test
    void someOweTheLastBillOneHasCreditAndOneIsInArrears() {
        assertThat(owed("440101")).isEqualByComparingTo(totalOf("R-2610-0101"));
        assertThat(owed("440202")).isEqualByComparingTo("-45.00");
        assertThat(owed("440909")).isEqualByComparingTo("0");
        assertThat(owed("441212"))
                .isEqualByComparingTo(
                        totalOf("R-2608-1212").add(totalOf("R-2609-1212")).add(totalOf("R-2610-1212")));
        assertThat(FILES.stream().flatMap(file -> file.get("payments").valueStream()))
                .allMatch(paid -> paid.get("on").asString().compareTo("2026-11-21") < 0);
    }

    @Test
    void oneBillIsCorrected() {
        var versions = bills().filter(bill -> bill.get("number").asString().equals("R-2609-1111"))
                .toList();

        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).has("reason")).isFalse();
        assertThat(versions.get(1).get("reason").asString()).contains("600 cubic feet too high");
        assertThat(decimal(versions.get(0).get("charges").get(1), "quantity")
                        .subtract(decimal(versions.get(1).get("charges").get(1), "quantity")))
                .isEqualByComparingTo("600");
    }

    private static BigDecimal owed(String account) {
        var billed = standing().stream()
                .filter(bill -> bill.get("account").asString().equals(account))
                .map(bill -> decimal(bill, "total"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var paid = FILES.stream()
                .flatMap(file -> file.get("payments").valueStream())
                .filter(one -> one.get("account").asString().equals(account))
                .map(one -> decimal(one, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return billed.subtract(paid);
    }

    private static BigDecimal totalOf(String number) {
        return standing().stream()
                .filter(bill -> bill.get("number").asString().equals(number))
                .map(bill -> decimal(bill, "total"))
                .findFirst()
                .orElseThrow();
    }

    /** On the first of a month the month before is over; the days of the month are not billed yet. */
    @Test
    void billsAMonthWhenItIsOver(@TempDir Path folder) throws IOException {
        var firstOfMonth = Instant.parse("2026-12-01T12:00:00Z");

        new Town(folder, new Riverton(1, firstOfMonth)).write(firstOfMonth);

        try (var files = Files.list(folder.resolve("bills"))) {
            var names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names)
                    .startsWith("2025-12-01.json")
                    .endsWith("2026-12-01.json")
                    .hasSize(14);
            var last = JsonMapper.shared().readTree(Files.readString(folder.resolve("bills/2026-12-01.json")));
            assertThat(last.get("bills").get(0).get("to").asString()).isEqualTo("2026-12-01");
            assertThat(last.get("payments")).isEmpty();
        }
    }
}
