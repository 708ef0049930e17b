package meterside.portal.billfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/formats/bills.md, and what becomes of them when a word is changed. */
class BillFileTest {

    private static final String CSV = example("csv");
    private static final String JSON = example("json");

    /** What was read of a text. */
    private record Read(String format, Totals totals, List<Bill> bills, List<PastPayment> payments, Faults faults) {

        List<String> told() {
            return faults.inOrder().stream()
                    .map(fault ->
                            "%d %s: %s".formatted(fault.line(), fault.code().word(), fault.detail()))
                    .toList();
        }
    }

    @Test
    void readsTheExamples() throws IOException {
        for (var text : List.of(CSV, JSON)) {
            var read = read(text);

            assertThat(read.told()).isEmpty();
            assertThat(read.bills()).extracting(Bill::number).containsExactly("R-2609-0001", "R-2609-0002");
            assertThat(read.bills()).extracting(Bill::totalCents).containsExactly(9846L, -350L);
            var electricity = read.bills().getFirst().charges().getFirst();
            assertThat(electricity.billionths()).isEqualTo(412_500_000_000L);
            assertThat(electricity.from()).isEqualTo(LocalDate.parse("2026-09-01"));
            assertThat(electricity.dueOn()).isEqualTo(LocalDate.parse("2026-10-31"));
            assertThat(electricity.lines())
                    .extracting(Bill.Line::textEs, Bill.Line::amountCents)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Cargo fijo", 950L),
                            org.assertj.core.groups.Tuple.tuple("Energía", 4620L));
            assertThat(read.payments())
                    .hasSize(1)
                    .first()
                    .extracting(PastPayment::cents)
                    .isEqualTo(9846L);
            assertThat(read.totals().charges()).isEqualTo(6);
        }
    }

    @Test
    void saysTheSameInBothFormats() throws IOException {
        var csv = read(CSV);
        var json = read(JSON);

        assertThat(csv.format()).isEqualTo("csv");
        assertThat(json.format()).isEqualTo("json");
        assertThat(fingerprints(json)).isEqualTo(fingerprints(csv)).doesNotHaveDuplicates();
        assertThat(json.payments().getFirst().id())
                .isEqualTo(csv.payments().getFirst().id());
    }

    @Test
    void everyWordOfABillIsInItsFingerprint() throws IOException {
        var before = fingerprints(read(CSV)).getFirst();

        for (var change : List.of(
                "Cargo fijo>Cargo base",
                "8120.2>8120.3",
                "0.112,46.20>0.1120001,46.20",
                "kWh,measured>kWh,estimated")) {
            var changed = read(changed(CSV, change)).bills().getFirst();
            assertThat(hex(changed)).as(change).isNotEqualTo(before);
        }
        assertThat(hex(read(changed(CSV, "412.5,kWh,measured>412.50,kWh,measured"))
                        .bills()
                        .getFirst()))
                .isEqualTo(before);
    }

    @Test
    void takesGzipAByteOrderMarkAndWindowsLineEnds() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("\uFEFF" + CSV.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
        }

        var read = read(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(read.told()).isEmpty();
        assertThat(fingerprints(read)).isEqualTo(fingerprints(read(CSV)));
        assertThat(read(new ByteArrayInputStream(Arrays.copyOf(bytes.toByteArray(), 200)))
                        .told())
                .anyMatch(told -> told.contains("not-text: the gzip file is cut off"));
    }

    /** Each a change of the example, {@code old>new}, and the fault it makes: line, code and part of the sentence. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "csv",
                        "total,water,1,21.26>total,water,1,21.27",
                        "21 control-total: water: the control total says 1 charge of 21.27, and the file holds 1 charge of 21.26"),
                Arguments.of(
                        "csv",
                        "total,bills,2,94.96>total,bills,3,94.96",
                        "19 control-total: bills: the control total says 3 bills of 94.96, and the file holds 2 bills of 94.96"),
                Arguments.of(
                        "csv",
                        "total,solid-waste,2,43.00\n>",
                        "0 no-control-total: there is no control total of solid-waste; the file holds 2 charges of 43.00"),
                Arguments.of(
                        "csv",
                        "total,water,1,21.26>total,gas,1,21.26",
                        "21 control-total: gas: the control total says 1 charge of 21.26, and the file holds 0 charges of 0.00"),
                Arguments.of("csv", "total,payments,1,98.46>total,payments,1,98.45", "24 control-total: payments"),
                Arguments.of(
                        "csv", "1,USD>1,CAD", "1 foreign-currency: the file is in CAD, and this utility bills in USD"),
                Arguments.of(
                        "csv", "bills/1,USD>bills/2,USD", "1 not-known: the format of the file is meterside-bills/2"),
                Arguments.of(
                        "csv",
                        "98.46\ncharge>98.461\ncharge",
                        "3 fraction-of-a-cent: bill R-2609-0001: the total of the bill is 98.461, which is not whole cents"),
                Arguments.of("csv", ",,,,21.50,,,flat\nline>,,,,21.505,,,flat\nline", "10 fraction-of-a-cent"),
                Arguments.of(
                        "csv",
                        "0.112,46.20>0.112,46.2001",
                        "4 fraction-of-a-cent: bill R-2609-0001: line 6: the amount of the line is 46.2001"),
                Arguments.of(
                        "csv",
                        "2026-09-01,2026-10-01,98.46>2026-10-01,2026-09-01,98.46",
                        "3 days-reversed: bill R-2609-0001: it bills from 2026-10-01 to 2026-09-01"),
                Arguments.of(
                        "csv",
                        "2026-10-01,2026-10-31,2026-09-01>2026-10-01,2026-09-30,2026-09-01",
                        "3 days-reversed: bill R-2609-0001: it is due on 2026-09-30, before it is issued on 2026-10-01"),
                Arguments.of(
                        "csv",
                        "RVT-0001-W,,,>RVT-0001-W,2026-09-10,2026-09-10,",
                        "7 days-reversed: bill R-2609-0001: the charge for water bills from 2026-09-10"),
                Arguments.of(
                        "csv",
                        "RVT-0001-W,,,>RVT-0001-W,2026-08-31,,",
                        "7 outside-its-bill: bill R-2609-0001: the charge for water bills 2026-08-31 to 2026-10-01"),
                Arguments.of(
                        "csv",
                        "charge,water,service>charge,,service",
                        "7 missing: bill R-2609-0001: the service of the charge is missing"),
                Arguments.of(
                        "csv",
                        "charge,water,service>charge,steam,service",
                        "7 not-known: bill R-2609-0001: the service of the charge is steam and can be ambulance, electricity"),
                Arguments.of("csv", ",440101,>,,", "3 missing: bill R-2609-0001: the account of the bill is missing"),
                Arguments.of(
                        "csv",
                        "2026-10-31,2026-09-01>2026-02-30,2026-09-01",
                        "3 not-a-day: bill R-2609-0001: the dueOn of the bill is 2026-02-30"),
                Arguments.of(
                        "csv",
                        "98.46\ncharge>$98.46\ncharge",
                        "3 not-money: bill R-2609-0001: the total of the bill is $98.46"),
                Arguments.of(
                        "csv",
                        ",,,,21.26,1480>,,,,-21.26,1480",
                        "7 not-money: bill R-2609-0001: the charge for water is negative"),
                Arguments.of(
                        "csv",
                        "412.5,kWh,measured>412.5,kwh,measured",
                        "4 not-known: bill R-2609-0001: the unit of the charge is kwh"),
                Arguments.of(
                        "csv",
                        "412.5,kWh,measured>,,measured",
                        "4 missing: bill R-2609-0001: the charge for electricity is measured and has no quantity"),
                Arguments.of(
                        "csv",
                        "412.5,kWh,measured>1e3,kWh,measured",
                        "4 not-a-number: bill R-2609-0001: the quantity of the charge is 1e3"),
                Arguments.of(
                        "csv",
                        "412.5,kWh,measured>0.1234567891,kWh,measured",
                        "4 not-a-number: bill R-2609-0001: the quantity of the charge is 0.1234567891: at most nine decimals"),
                Arguments.of(
                        "csv",
                        "412.5,kWh,0.112,46.20>412.5,kWh,0.112,46.21",
                        "4 does-not-add-up: bill R-2609-0001: the charge for electricity is 55.70, and its lines add up to 55.71"),
                Arguments.of(
                        "csv",
                        "2026-10-01,98.46>2026-10-01,98.45",
                        "3 does-not-add-up: bill R-2609-0001: its total is 98.45, and its charges add up to 98.46"),
                Arguments.of(
                        "csv",
                        "bill,R-2609-0001>\nbill,R-0,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,0\nbill,R-2609-0001",
                        "4 no-charges: bill R-0: it has no charges"),
                Arguments.of(
                        "csv",
                        "bill,R-2609-0001>charge,fire,service\nbill,R-2609-0001",
                        "3 out-of-place: a charge stands before any bill"),
                Arguments.of("csv", ",98.46,M-77120>,0,M-77120", "18 not-money: a payment is a positive amount"),
                Arguments.of("csv", ",98.46,M-77120>,98.46", "18 missing: the reference of the payment is missing"),
                Arguments.of(
                        "csv",
                        "line,One cart>lines,One cart",
                        "11 not-known: a row begins with lines, not with bill, charge, file, line, payment, total"),
                Arguments.of("csv", "M-77120>M-77120,x", "18 unknown-field: a payment has 5 cells and this has 6"),
                Arguments.of("csv", "Un contenedor>\"Un contenedor", "not-csv"),
                Arguments.of(
                        "csv",
                        "Un contenedor>Un \u0007contenedor",
                        "10 not-text: bill R-2609-0001: line 11: the textEs of the line holds a control character"),
                Arguments.of(
                        "csv",
                        "file,meterside-bills/1,USD>Account,Name,Amount",
                        "1 not-known: a row begins with Account"),
                Arguments.of(
                        "csv",
                        "file,meterside-bills/1,USD\n>",
                        "2 not-bills: a file begins with its format, meterside-bills/1, and its currency"),
                Arguments.of(
                        "csv",
                        "total,water,1,21.26>total,water,1,21.26\ntotal,water,1,21.26",
                        "22 twice-in-file: there is a second control total of water"),
                Arguments.of(
                        "json",
                        "\"count\": 2, \"amount\": \"94.96\">\"count\": 2, \"amount\": 94.97",
                        "51 control-total: bills"),
                Arguments.of(
                        "json", "\"total\": \"98.46\">\"total\": 98.461", "5 fraction-of-a-cent: bill R-2609-0001"),
                Arguments.of("json", "\"currency\": \"USD\",>", "foreign-currency"),
                Arguments.of(
                        "json",
                        "\"basis\": \"flat\",\n>\"basis\": \"flat\", \"tax\": 1,\n",
                        "unknown-field: a charge has no field tax"),
                Arguments.of(
                        "json",
                        "\"service\": \"water\">\"service\": true",
                        "not-known: service is neither a text nor a number"),
                Arguments.of(
                        "json",
                        "\"service\": \"water\">\"service\": {}",
                        "not-known: service is neither a text nor a number"),
                Arguments.of("json", "\"bills\": [>\"bills\": {", "not-bills: a list was expected here"),
                Arguments.of(
                        "json",
                        "\"totals\": [>\"zotals\": [",
                        "out-of-place: zotals stands after the lists, or is not known"),
                Arguments.of(
                        "json",
                        "\"reference\": \"M-77120\"}>\"reference\": \"M-77120\"",
                        "not-json: it is no JSON any more"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsEachMistakeByItsLine(String format, String change, String told) throws IOException {
        var text = changed(format.equals("csv") ? CSV : JSON, change);
        if (told.equals("foreign-currency")) { // left out, it is missing
            assertThat(read(text).told()).anyMatch(one -> one.contains("missing: the currency of the file is missing"));
            return;
        }

        assertThat(read(text).told()).anyMatch(one -> one.contains(told));
    }

    @Test
    void tellsSeveralMistakesAtOnce() throws IOException {
        var text = changed(changed(CSV, "charge,water,service>charge,steam,service"), ",98.46,M-77120>,0,M-77120");

        assertThat(read(text).told())
                .extracting(told -> told.split(":", 2)[0])
                .containsExactly("7 not-known", "18 not-money");
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        var bytes = CSV.getBytes(StandardCharsets.ISO_8859_1); // its í is no UTF-8

        assertThat(read(new ByteArrayInputStream(bytes)).told())
                .containsExactly("0 not-text: it is not UTF-8 throughout");
        assertThat(read("").told()).anyMatch(told -> told.contains("no-control-total"));
    }

    /** Only an empty bill that corrects something may be. */
    @Test
    void aCorrectionMayCancelABill() throws IOException {
        var text = """
                file,meterside-bills/1,USD
                bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,0,Billed to the wrong home.
                total,bills,1,0
                """;

        assertThat(read(text).told()).isEmpty();
        assertThat(read(text).bills().getFirst().charges()).isEmpty();
    }

    @Test
    void countsMoreFaultsThanItKeeps() throws IOException {
        var text = new StringBuilder("file,meterside-bills/1,USD\n");
        for (var n = 0; n < 5000; n++) {
            text.append("charge,fire,service\n");
        }

        var faults = read(text.toString()).faults();

        assertThat(faults.count()).isEqualTo(5000);
        assertThat(faults.inOrder()).hasSize(1000);
    }

    @Test
    void everyCodeHasItsLineInTheDocs() throws IOException {
        var inTheDocs = new TreeSet<String>();
        var table = docs().substring(docs().indexOf("## What is wrong"));
        var codes = Pattern.compile("(?m)^\\| (`[^|]*) \\|").matcher(table);
        while (codes.find()) {
            inTheDocs.addAll(List.of(codes.group(1).replace("`", "").split(", ")));
        }

        assertThat(inTheDocs)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Fault.Code.values()).map(Fault.Code::word).toList());
    }

    private static String changed(String text, String change) {
        var words = change.split("(?<!-)>", 2);
        assertThat(text).contains(words[0]);
        return text.replace(words[0], words[1]);
    }

    private static List<String> fingerprints(Read read) {
        return read.bills().stream().map(BillFileTest::hex).toList();
    }

    private static String hex(Bill bill) {
        return java.util.HexFormat.of().formatHex(bill.fingerprint());
    }

    private static Read read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Read read(InputStream bytes) throws IOException {
        var bills = new ArrayList<Bill>();
        var payments = new ArrayList<PastPayment>();
        var faults = new Faults();
        var content = BillFile.read(bytes, "USD", bills::add, payments::add, faults);
        return new Read(content.format(), content.totals(), bills, payments, faults);
    }

    private static String example(String language) {
        var docs = docs();
        var from = docs.indexOf("```" + language + "\n") + language.length() + 4;
        return docs.substring(from, docs.indexOf("```", from));
    }

    private static String docs() {
        try {
            return Files.readString(Backing.root().resolve("docs/formats/bills.md"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
