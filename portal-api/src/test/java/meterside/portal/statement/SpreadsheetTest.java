package meterside.portal.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private static String text(String language, Statement.Line... lines) {
        var statement = new Statement(DAY, DAY.plusDays(1), -500, 1200, List.of(lines));
        var made = OffsetDateTime.parse("2026-11-21T10:00:00-05:00");
        return new String(Spreadsheet.of(statement, "A-4001", "USD", made, language), StandardCharsets.UTF_8);
    }

    private static Statement.Line line(String kind, String what, long charged, long paid) {
        return new Statement.Line(DAY, kind, what, null, null, charged, paid, 1200);
    }

    @Test
    void saysWhoseItIsAndLeavesEmptyWhatIsMissing() {
        assertThat(text("en", line("bill", "5501", 1700, 0), line("fee", null, -245, -245))
                        .lines())
                .containsExactly(
                        "\uFEFFaccount,*4001",
                        "from,2026-11-20",
                        "\"to, exclusive\",2026-11-21",
                        "currency,USD",
                        "made at,2026-11-21T10:00-05:00",
                        "all entries of these days,2",
                        "owed before,-5.00",
                        "owed after,12.00",
                        "",
                        "day,what,number,charged,paid,balance",
                        "2026-11-20,bill,5501,17.00,,12.00",
                        "2026-11-20,fee,,-2.45,-2.45,12.00");
    }

    @Test
    void speaksSpanish() {
        assertThat(text("es", line("return", "100417", 1700, 0)))
                .contains("saldo anterior,-5.00\r\n", "2026-11-20,pago devuelto,100417,17.00,,12.00\r\n");
    }

    /** Rule EX6: a bill's number is the billing system's, and could be anything. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "-1+cmd|' /C calc'!A0"})
    void noCellIsAFormula(String number) {
        assertThat(Spreadsheet.cell(number).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void quotesWhatPartsCells() {
        assertThat(Spreadsheet.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(Spreadsheet.cell("-12.34")).isEqualTo("-12.34");
    }
}
