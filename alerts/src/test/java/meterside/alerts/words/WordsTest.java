package meterside.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.alerts.sender.Medium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Words WORDS =
            new Words(new City("Riverton Utilities", "555-010-0142", "https://my.riverton.example", ZONE));

    /** One template in one language. */
    record Template(String kind, Medium medium, String language) {}

    static Stream<Template> templates() {
        return Preview.KINDS.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().flatMap(medium -> Preview.LANGUAGES.stream()
                        .map(language -> new Template(kind.getKey(), medium, language))));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyKindSpeaksEveryLanguage(Template template) {
        var said = render(template, Preview.FACTS);

        assertThat(said.text())
                .contains("Riverton Utilities")
                .doesNotContain("{{")
                .doesNotContain("null");
        if (template.medium() == Medium.EMAIL) {
            assertThat(said.subject()).isNotBlank().doesNotContain("\n");
            assertThat(said.html()).contains("<html lang=\"%s\">".formatted(template.language()));
        }
    }

    @Test
    void noTemplateLiesThereThatNobodyUses() throws IOException {
        for (var language : Preview.LANGUAGES) {
            try (var files = Files.list(Path.of("src/main/resources/words", language))) {
                var there =
                        files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
                var used = Preview.KINDS.entrySet().stream()
                        .flatMap(kind -> kind.getValue().stream()
                                .map(medium -> "%s.%s.txt".formatted(kind.getKey(), medium.code())))
                        .collect(Collectors.toCollection(TreeSet::new));
                used.addAll(List.of("foot.txt", "terms.properties"));
                assertThat(there).isEqualTo(used);
            }
        }
    }

    /** Rule AL21, with the longest name and telephone number a city may have and a large amount of everything. */
    @ParameterizedTest
    @MethodSource("templates")
    void aTextIsOneTextWithTheLongestNames(Template template) {
        if (template.medium() == Medium.EMAIL) {
            return;
        }
        var facts = new HashMap<>(Preview.FACTS);
        facts.putAll(Map.of("commodity", "electricity", "value", "99999.99", "threshold", "99999.99", "unit", "ft3"));
        facts.put("day", "2026-09-30");
        var longest = new Words(new City(
                "W".repeat(City.LONGEST_NAME), "5".repeat(City.LONGEST_PHONE), "https://my.riverton.example", ZONE));

        var said = longest.render(template.kind(), Medium.SMS, template.language(), facts, "482913", "")
                .text();

        assertThat(Gsm.segments(said)).as("%d: %s", said.length(), said).isEqualTo(1);
        assertThat(said).startsWith("WWW");
    }

    /** It tells why where that costs nothing; an e-mail always does. */
    @Test
    void aTextHasTheLinkWhereItFitsIntoOne() {
        var facts = new HashMap<>(Preview.FACTS);
        facts.put("link", "https://my.riverton.example/accounts/12/evaluations/345");
        assertThat(WORDS.render("usage-threshold", Medium.SMS, "en", facts, "", "")
                        .text())
                .isEqualTo("Riverton Utilities: water use on Nov 21 reached 412.5 gallons, more than your 400."
                        + " https://my.riverton.example/accounts/12/evaluations/345 Reply STOP to end.");

        facts.put("link", "https://my.riverton.example/accounts/123456/evaluations/345678");
        assertThat(WORDS.render("usage-threshold", Medium.SMS, "en", facts, "", "")
                        .text())
                .isEqualTo("Riverton Utilities: water use on Nov 21 reached 412.5 gallons, more than your 400."
                        + " Reply STOP to end.");
        assertThat(WORDS.render("usage-threshold", Medium.EMAIL, "es", facts, "", "")
                        .html())
                .contains("<a href=\"https://my.riverton.example/accounts/123456/evaluations/345678\">");
        facts.remove("link");
        assertThat(WORDS.render("usage-threshold", Medium.EMAIL, "en", facts, "", "")
                        .text())
                .contains("why we wrote: https://my.riverton.example/\n");
    }

    @Test
    void oneHeldBackAlertIsNotMany() {
        var facts = new HashMap<>(Preview.FACTS);
        facts.putAll(Map.of("count", 1, "one", true));

        assertThat(WORDS.render("summary", Medium.EMAIL, "en", facts, "", "").text())
                .contains("there was 1 more alert for you", "It is here");
        assertThat(WORDS.render("summary", Medium.SMS, "es", facts, "", "").text())
                .contains("1 aviso extra el 21 nov");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTextNamesItsSenderAndSaysHowToEndIt(Template template) {
        if (template.medium() == Medium.EMAIL || template.kind().equals("stopped")) {
            return;
        }
        var said = render(template, Preview.FACTS).text();

        assertThat(said).startsWith("Riverton Utilities: ").containsAnyOf("STOP", "ALTO");
    }

    @Test
    void spanishTextsAreWrittenWithoutTheLettersThatMakeThemDearer() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/words/es"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".sms.txt")).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("[áíóúÁÍÓÚ]");
            }
        }
    }

    @Test
    void whatSomebodyTypedIsTextAndNothingElse() {
        var facts = new HashMap<>(Preview.FACTS);
        facts.put("subject", "<img src=x onerror=alert(1)>\r\nBcc: all@example.com");
        facts.put("text", "{{secret}} <script>alert(1)</script> https://evil.example/\"onclick=\"x");

        var said = WORDS.render("message", Medium.EMAIL, "en", facts, "", "");

        assertThat(said.subject()).doesNotContain("\n", "\r", "Bcc");
        assertThat(said.html()).doesNotContain("<script", "<img", "\"onclick").contains("{{secret}} &lt;script&gt;");
        assertThat(said.text()).contains("<script>alert(1)</script>");
    }

    @Test
    void daysAndAmountsAreSaidAsPeopleSayThem() {
        var english =
                WORDS.render("usage-threshold", Medium.EMAIL, "en", Preview.FACTS, "", "https://x.example/stop/1");
        var spanish =
                WORDS.render("usage-threshold", Medium.EMAIL, "es", Preview.FACTS, "", "https://x.example/stop/1");

        assertThat(english.text())
                .contains("On Saturday, November 21 your water use was 412.5 gallons", "https://x.example/stop/1");
        assertThat(spanish.text()).contains("El sábado 21 de noviembre usted usó 412.5 galones de agua");
        assertThat(WORDS.render("password-changed", Medium.EMAIL, "en", Map.of("at", "2026-11-21T22:05:00Z"), "", "")
                        .text())
                .contains("November 21, 5:05 PM");
    }

    /** PY14: number, time with zone, amount, fee, and what it paid on what. */
    @Test
    void aReceiptSaysWhenWhatForAndToTheCent() {
        var english = WORDS.render("payment-received", Medium.EMAIL, "en", Preview.FACTS, "", "");
        var spanish = WORDS.render("payment-received", Medium.EMAIL, "es", Preview.FACTS, "", "");

        assertThat(english.subject()).isEqualTo("Receipt 100417: $185.59 to Riverton Utilities");
        assertThat(english.text())
                .contains(
                        "Paid on: November 21, 2026, 5:05 PM EST\nPaid with: Visa ending in 4242\nFor your account: $183.14\n"
                                + "Fee for paying this way: $2.45\nTotal: $185.59\n",
                        "Water, bill 5501, due December 12, 2026: $62.14\n",
                        "Electricity, late fee, bill 5501, due December 12, 2026: $10.00\n",
                        "Kept as credit for your next bill: $10.00\n",
                        "Owed on this account now: $0.00");
        assertThat(spanish.text())
                .contains(
                        "Pagado el: 21 de noviembre de 2026, 5:05 p.m. EST\nPagado con: Visa que termina en 4242\n",
                        "Electricidad, recargo por atraso, factura 5501, vence el 12 de diciembre de 2026: $10.00\n");
    }

    /** Both hours of the autumn night that are called one o'clock. */
    @Test
    void aTimeOfTheNightWhenClocksGoBackIsSaidWithItsZone() {
        assertThat(english("payment-received", "paidAt", "2026-11-01T01:30-04:00"))
                .contains("November 1, 2026, 1:30 AM EDT");
        assertThat(english("payment-received", "paidAt", "2026-11-01T06:30Z"))
                .contains("November 1, 2026, 1:30 AM EST");
    }

    @Test
    void aFeeOfNothingIsSaidAndNothingElseIsInvented() {
        assertThat(english("payment-received", "feeCents", 0)).contains("Fee for paying this way: none");
        assertThat(english("payment-received", "guest", true)).doesNotContain("save it as a PDF");
        assertThat(english("payment-returned", "returnFeeCents", 0)).doesNotContain("fee");
        assertThat(english("refund-done", "owedCents", -500))
                .contains("Owed on account A-1001 now: $5.00 in your favor");
        assertThat(english("bill-ready", "owedCents", -500)).contains("You have nothing to pay.");
        assertThat(english("autopay-set", "mostCents", 123_456_789_012L)).contains("more than $1,234,567,890.12 is");
    }

    @Test
    void aReasonIsASentenceOrUnsaid() {
        assertThat(english("payment-failed", "reason", "insufficient_funds")).contains("not enough money");
        assertThat(english("payment-returned", "reason", "R02"))
                .contains("Your bank sent back", "The bank account is closed.");
        assertThat(english("payment-returned", "reason", "dispute")).contains("The bank of the card took back");
        assertThat(english("payment-failed", "reason", "do_not_honor")).doesNotContain("do_not_honor", "null");
    }

    @Test
    void aMailLinksToItsPaymentWhereItIsKnown() {
        assertThat(english("payment-failed", "payment", "5f0c0000-0000-4000-8000-000000000001"))
                .contains("https://my.riverton.example/payments/5f0c0000-0000-4000-8000-000000000001");
        assertThat(english("payment-failed", "zone", "America/New_York")).contains("https://my.riverton.example/\n");
    }

    private static String english(String kind, String name, Object fact) {
        var facts = new HashMap<>(Preview.FACTS);
        facts.put(name, fact);
        return WORDS.render(kind, Medium.EMAIL, "en", facts, "", "").text();
    }

    /** Missing is not nothing: neither a fee nor a debt. */
    @Test
    void aReceiptOrBillWithoutAFactIsNotSent() {
        var unowed = new HashMap<>(Preview.FACTS);
        unowed.remove("owedCents");
        assertThatThrownBy(() -> WORDS.render("bill-ready", Medium.EMAIL, "en", unowed, "", ""))
                .isInstanceOf(Words.Unspeakable.class);
        for (var fact : List.of("receipt", "paidAt", "method", "amountCents", "feeCents", "totalCents")) {
            var facts = new HashMap<>(Preview.FACTS);
            facts.remove(fact);
            assertThatThrownBy(() -> WORDS.render("payment-received", Medium.EMAIL, "en", facts, "", ""))
                    .as(fact)
                    .isInstanceOf(Words.Unspeakable.class);
        }
    }

    @Test
    void aMissingFactIsToldAndNotLeftOut() {
        assertThatThrownBy(() -> WORDS.render("usage-threshold", Medium.SMS, "en", Map.of("day", "2026-11-21"), "", ""))
                .isInstanceOf(Words.Unspeakable.class);
        assertThatThrownBy(() -> WORDS.render("no-such-kind", Medium.SMS, "en", Map.of(), "", ""))
                .isInstanceOf(Words.Unspeakable.class);
    }

    @Test
    void segmentsAreCountedAsTheyArePaid() {
        for (var one : List.of(
                Map.entry("a".repeat(160), 1),
                Map.entry("a".repeat(161), 2),
                Map.entry("a".repeat(306), 2),
                Map.entry("a".repeat(307), 3),
                Map.entry("€".repeat(80), 1),
                Map.entry("€".repeat(81), 2),
                Map.entry("á".repeat(70), 1),
                Map.entry("á".repeat(71), 2))) {
            assertThat(Gsm.segments(one.getKey())).isEqualTo(one.getValue());
        }
        assertThat(Gsm.plain("Río “Ángel” – ñ, é, ü")).isEqualTo("Rio \"Angel\" - ñ, é, ü");
    }

    private static Rendered render(Template template, Map<String, Object> facts) {
        return WORDS.render(template.kind(), template.medium(), template.language(), facts, "482913", "");
    }
}
