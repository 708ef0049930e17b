package meterside.portal.statement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement as CSV (rule EX6): RFC 4180, UTF-8 with its mark, since spreadsheets take it for something else without. It says of
 * itself whose it is, for which days, in which money and when it was made. No cell can be taken for a formula.
 */
final class Spreadsheet {

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("account", "account"),
            Map.entry("from", "from"),
            Map.entry("to", "to, exclusive"),
            Map.entry("currency", "currency"),
            Map.entry("made", "made at"),
            Map.entry("opening", "owed before"),
            Map.entry("closing", "owed after"),
            Map.entry("complete", "all entries of these days"),
            Map.entry("columns", "day,what,number,charged,paid,balance"),
            Map.entry("bill", "bill"),
            Map.entry("payment", "payment"),
            Map.entry("fee", "fee"),
            Map.entry("return", "returned payment"),
            Map.entry("refund", "refund"),
            Map.entry("correction", "corrected bill"),
            Map.entry("credit", "credit"));

    private static final Map<String, String> SPANISH = Map.ofEntries(
            Map.entry("account", "cuenta"),
            Map.entry("from", "desde"),
            Map.entry("to", "hasta, sin incluir"),
            Map.entry("currency", "moneda"),
            Map.entry("made", "creado el"),
            Map.entry("opening", "saldo anterior"),
            Map.entry("closing", "saldo final"),
            Map.entry("complete", "todos los movimientos de estos días"),
            Map.entry("columns", "día,concepto,número,cargo,pago,saldo"),
            Map.entry("bill", "factura"),
            Map.entry("payment", "pago"),
            Map.entry("fee", "cargo"),
            Map.entry("return", "pago devuelto"),
            Map.entry("refund", "reembolso"),
            Map.entry("correction", "factura corregida"),
            Map.entry("credit", "crédito"));

    private final Map<String, String> words;
    private final List<String> lines = new ArrayList<>();

    private Spreadsheet(String language) {
        words = language.equals("es") ? SPANISH : ENGLISH;
    }

    /**
     * {@return the file's bytes}
     *
     * @param number the account's, of which only the end is told
     * @param made with the utility's offset
     */
    static byte[] of(Statement statement, String number, String currency, OffsetDateTime made, String language) {
        var sheet = new Spreadsheet(language);
        sheet.head("account", "*" + number.substring(Math.max(0, number.length() - 4)));
        sheet.head("from", statement.from().toString());
        sheet.head("to", statement.to().toString());
        sheet.head("currency", currency);
        sheet.head("made", made.toString());
        sheet.head("complete", Integer.toString(statement.lines().size()));
        sheet.head("opening", dollars(statement.openingCents()));
        sheet.head("closing", dollars(statement.closingCents()));
        sheet.lines.add("");
        sheet.lines.add(Objects.requireNonNull(sheet.words.get("columns")));
        statement.lines().forEach(sheet::line);
        return ("\uFEFF" + sheet.lines.stream().map(line -> line + "\r\n").collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void head(String word, String value) {
        lines.add(cell(Objects.requireNonNull(words.get(word))) + "," + cell(value));
    }

    private void line(Statement.Line line) {
        lines.add(Stream.of(
                        line.on().toString(),
                        words.getOrDefault(line.kind(), line.kind()),
                        Objects.requireNonNullElse(line.what(), ""),
                        amount(line.chargedCents()),
                        amount(line.paidCents()),
                        dollars(line.balanceCents()))
                .map(Spreadsheet::cell)
                .collect(Collectors.joining(",")));
    }

    /** {@return empty where nothing was charged or paid: that is no zero} */
    private static String amount(long cents) {
        return cents == 0 ? "" : dollars(cents);
    }

    private static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it; an amount below zero is none. */
    static String cell(String text) {
        var isFormula =
                !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 && !text.matches("-[0-9]+\\.[0-9]{2}");
        var safe = isFormula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
