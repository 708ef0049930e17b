package meterside.portal.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the papers back with another library than the one that made them. */
class PaperTest {

    private static final House HOUSE = new House("Riverton Utilities", "555-010-0142", "https://my.riverton.example");
    private static final Press PRESS = new Press();

    /** One paper in one language. */
    record Printed(String name, String language, Press.Paper paper) {

        @Override
        public String toString() {
            return name + "." + language;
        }

        byte[] bytes() {
            try {
                var bytes = PRESS.bytes(paper);
                var folder = Files.createDirectories(Path.of("target/papers"));
                Files.write(folder.resolve(this + ".pdf"), bytes);
                return bytes;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        PDDocument open() {
            try {
                return Loader.loadPDF(bytes());
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    static Stream<Printed> papers() {
        return Stream.of(Wording.EN, Wording.ES)
                .flatMap(wording -> Stream.of(
                        new Printed("bill", wording.language(), BillPaper.of(Sheets.bill(19_314), HOUSE, wording)),
                        new Printed(
                                "receipt",
                                wording.language(),
                                ReceiptPaper.of(Sheets.receipt("settled", 500), HOUSE, wording)),
                        new Printed(
                                "statement",
                                wording.language(),
                                StatementPaper.of(Sheets.statement(60), HOUSE, wording)),
                        new Printed(
                                "statement-empty",
                                wording.language(),
                                StatementPaper.of(Sheets.statement(0), HOUSE, wording))));
    }

    /** What PDF/UA-1 asks of a document (ISO 14289-1, 7.1, 7.2, 7.21). */
    @ParameterizedTest
    @MethodSource("papers")
    void isTaggedWithLanguageTitleAndItsOwnFonts(Printed printed) throws IOException {
        try (var pdf = printed.open()) {
            var catalog = pdf.getDocumentCatalog();

            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo(printed.language());
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle())
                    .isEqualTo(printed.paper().values().get("title"));
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("<pdfuaid:part>1</pdfuaid:part>");
            for (var page : pdf.getPages()) {
                assertThat(page.getCOSObject().getItem(COSName.STRUCT_PARENTS)).isNotNull();
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("OpenSans");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("papers")
    void hasOneHeadingThenItsTablesEachWithHeaders(Printed printed) throws IOException {
        try (var pdf = printed.open()) {
            var tags = new ArrayList<String>();
            walk(pdf.getDocumentCatalog().getStructureTreeRoot(), tags);

            assertThat(tags).containsOnlyOnce("H1").contains("H2", "Table", "TR", "TH", "TD");
            assertThat(tags.indexOf("H1")).isLessThan(tags.indexOf("Table"));
            assertThat(count(tags, "Table")).isEqualTo(count(tags, "TBody"));
            assertThat(count(tags, "TH")).isEqualTo(count(tags, "TH scope"));
        }
    }

    /** Whatever is drawn is either in the tree or said to be decoration: nothing is read that has no place. */
    @ParameterizedTest
    @MethodSource("papers")
    void drawsNothingOutsideTheTree(Printed printed) throws IOException {
        try (var pdf = printed.open()) {
            for (var page : pdf.getPages()) {
                var untagged = new Untagged();
                untagged.processPage(page);
                assertThat(untagged.text.toString().strip()).isEmpty();
            }
        }
    }

    @Test
    void aBillSaysWhatToPayWhatForAndHowItWasWorkedOut() throws IOException {
        var english = text(BillPaper.of(Sheets.bill(19_314), HOUSE, Wording.EN));
        var spanish = text(BillPaper.of(Sheets.bill(19_314), HOUSE, Wording.ES));

        assertThat(english)
                .containsSubsequence(
                        "Riverton Utilities",
                        "Bill 5501",
                        "Please pay $193.14 by December 12, 2026",
                        "A-1001",
                        "October 12, 2026 to November 11, 2026",
                        "The bill before, of October 13, 2026 $170.20",
                        "Electricity Oct 12, 2026 – Nov 11, 2026 612.5 kWh $80.70",
                        "Electricity, late fee $10.00",
                        "Total $193.14",
                        "Energy, above 500 kWh 112.5 kWh $0.1298 $14.60",
                        "No read was there, so this was estimated.",
                        "The meter showed 41,200 at the start and 45,412 at the end.",
                        "The meter was exchanged on November 2.");
        assertThat(spanish)
                .containsSubsequence(
                        "Factura 5501",
                        "Por favor, pague $193.14 a más tardar el 12 de diciembre de 2026",
                        "12 de octubre de 2026 al 11 de noviembre de 2026",
                        "Electricidad, recargo por atraso $10.00",
                        "4,212 galones");
    }

    @Test
    void aBillLeadsWithWhatIsLeftToDo() {
        assertThat(lead(Sheets.bill(19_314))).isEqualTo("Please pay $193.14 by December 12, 2026");
        assertThat(lead(Sheets.bill(9_610))).isEqualTo("Of $193.14, $96.10 is still to be paid by December 12, 2026");
        assertThat(lead(Sheets.bill(0))).isEqualTo("Paid. There is nothing more to pay on this bill.");
    }

    /** PY14: number, time with its zone (the second one o'clock of the night), amount, fee, allocation. */
    @Test
    void aReceiptSaysWhatWasPaidOnWhat() throws IOException {
        assertThat(text(ReceiptPaper.of(Sheets.receipt("settled", 500), HOUSE, Wording.EN)))
                .containsSubsequence(
                        "Receipt 100417",
                        "Thank you. We have your payment.",
                        "Of this payment $5.00 was given back to you.",
                        "Paid on November 1, 2026, 1:30 AM EST",
                        "Paid with Visa ending in 4242",
                        "For your account $203.14",
                        "Fee for paying this way $2.45",
                        "Total $205.59",
                        "What it paid on account A-1001",
                        "Electricity 5501 Dec 12, 2026 $80.70",
                        "Electricity, late fee 5501 Dec 12, 2026 $10.00",
                        "Other, fee Dec 12, 2026 $102.44",
                        "Kept as credit for your next bill $10.00",
                        "In all to this account $203.14");
        assertThat(text(ReceiptPaper.of(Sheets.receipt("returned", 0), HOUSE, Wording.ES)))
                .contains("El banco devolvió este pago.", "Pagado con Visa que termina en 4242")
                .doesNotContain("Gracias");
    }

    @Test
    void aStatementGoesFromItsOpeningToItsClosingBalance() throws IOException {
        var text = text(StatementPaper.of(Sheets.statement(3), HOUSE, Wording.EN));

        assertThat(text)
                .containsSubsequence(
                        "Statement of account A-1001",
                        "From January 1, 2026 to December 31, 2026",
                        "Jan 1, 2026 Balance at the start $170.20",
                        "Jan 2, 2026 Bill 5500 $193.14 $363.34",
                        "Jan 3, 2026 Payment, receipt 100001 $193.14 $170.20",
                        "Dec 31, 2026 Balance at the end $363.34");
        assertThat(text(StatementPaper.of(Sheets.statement(0), HOUSE, Wording.EN)))
                .contains("Nothing was billed and nothing was paid in these days.");
    }

    @Test
    void whatLooksLikeMarkupIsText() throws IOException {
        var sheet = Sheets.statement(0);
        var name = "<img src=\"http://127.0.0.1:1/x\"/> & </p><script>Ño</script>";
        var odd = new StatementSheet(
                new Addressee("A\"}'<", name, null), sheet.from(), sheet.until(), "USD", 0, 0, List.of());

        var text = text(StatementPaper.of(odd, HOUSE, Wording.ES));
        assertThat(text.replaceAll("\\s", "")).contains(name.replaceAll("\\s", ""), "A\"}'<");
    }

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSameBlanks() {
        assertThat(Wording.ES.words().keySet()).isEqualTo(Wording.EN.words().keySet());
        Wording.EN.words().forEach((name, english) -> assertThat(
                        blanks(Wording.ES.words().get(name)))
                .as(name)
                .isEqualTo(blanks(english)));
    }

    private static List<String> blanks(String word) {
        return Stream.of("{0}", "{1}", "{2}").filter(word::contains).toList();
    }

    private static String lead(BillSheet bill) {
        return String.valueOf(BillPaper.of(bill, HOUSE, Wording.EN).values().get("lead"));
    }

    private static String text(Press.Paper paper) throws IOException {
        try (var pdf = Loader.loadPDF(PRESS.bytes(paper))) {
            return new PDFTextStripper().getText(pdf).replaceAll("[ \\u00a0]+", " ");
        }
    }

    private static long count(List<String> tags, String tag) {
        return tags.stream().filter(tag::equals).count();
    }

    private static void walk(PDStructureNode node, List<String> tags) {
        for (var kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                var type = element.getStandardStructureType();
                tags.add(type);
                if (type.equals("TH") && element.getAttributes().toString().contains("Scope")) {
                    tags.add("TH scope");
                }
                walk(element, tags);
            }
        }
    }
}
