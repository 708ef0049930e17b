package meterside.portal.settlement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A day's settlement file: a header, a line for each movement, and a last line with their number and sums, without which the file
 * is refused whole. docs/formats/settlement.md describes it.
 *
 * @param day the utility's day that it settles
 */
record SettlementFile(LocalDate day, List<Line> lines) {

    private static final String HEADER = "day,provider_payment,kind,gross_cents,fee_cents";

    /** Ours by what stands in a file. What undoes something is counted with it; the last two are Stripe's words for that. */
    private static final Map<String, String> KINDS = Map.of(
            "charge", "charge",
            "refund", "refund",
            "dispute", "dispute",
            "return", "return",
            "refund_failure", "refund",
            "dispute_reversal", "dispute");

    private static final Pattern CENTS = Pattern.compile("-?[0-9]{1,12}");
    private static final Pattern PROVIDERS = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern DAY_IN_NAME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    SettlementFile {
        lines = List.copyOf(lines);
    }

    /**
     * One movement.
     *
     * @param kind charge, refund, dispute or return
     * @param grossCents negative when money goes back
     * @param feeCents what the provider keeps
     */
    record Line(String providerPayment, String kind, long grossCents, long feeCents) {}

    /** The file cannot be taken. Its message is a sentence for whoever runs us, with the line. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * {@return the file}
     *
     * @param name tells the day of a file without lines
     * @throws Refused if anything of it is not as it must be
     */
    static SettlementFile read(String name, byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (text.isEmpty() || !text.getFirst().strip().equals(HEADER)) {
            throw new Refused("Line 1 is not the header %s.".formatted(HEADER));
        }
        var lines = new ArrayList<Line>();
        var days = new ArrayList<LocalDate>();
        for (var at = 1; at < text.size(); at++) {
            var fields = text.get(at).strip().split(",", -1);
            if (fields[0].equals("total")) {
                mustBeLast(text, at);
                mustAgree(fields, lines, at + 1);
                return new SettlementFile(dayOf(name, days), lines);
            }
            lines.add(line(fields, at + 1, days));
        }
        throw new Refused("The last line, total, is missing: the file is not whole.");
    }

    private static Line line(String[] fields, int number, List<LocalDate> days) {
        if (fields.length != 5) {
            throw new Refused("Line %d has %d fields instead of 5.".formatted(number, fields.length));
        }
        days.add(day(fields[0], number));
        if (!days.getFirst().equals(days.getLast())) {
            throw new Refused("Line %d is of another day than the lines before it.".formatted(number));
        }
        if (!PROVIDERS.matcher(fields[1]).matches()) {
            throw new Refused("Line %d names no payment.".formatted(number));
        }
        var kind = KINDS.get(fields[2]);
        if (kind == null) {
            throw new Refused(
                    "Line %d is of no kind that is known: %s.".formatted(number, new TreeSet<>(KINDS.keySet())));
        }
        return new Line(fields[1], kind, cents(fields[3], number), cents(fields[4], number));
    }

    private static void mustBeLast(List<String> text, int at) {
        if (text.subList(at + 1, text.size()).stream().anyMatch(line -> !line.isBlank())) {
            throw new Refused("Line %d, total, is not the last.".formatted(at + 1));
        }
    }

    private static void mustAgree(String[] total, List<Line> lines, int number) {
        if (total.length != 4) {
            throw new Refused("Line %d, total, has %d fields instead of 4.".formatted(number, total.length));
        }
        var gross = lines.stream().mapToLong(Line::grossCents).sum();
        var fees = lines.stream().mapToLong(Line::feeCents).sum();
        if (cents(total[1], number) != lines.size()
                || cents(total[2], number) != gross
                || cents(total[3], number) != fees) {
            throw new Refused("The totals of line %d do not agree with the lines: they are %d, %d, %d."
                    .formatted(number, lines.size(), gross, fees));
        }
    }

    private static LocalDate dayOf(String name, List<LocalDate> days) {
        if (!days.isEmpty()) {
            return days.getFirst();
        }
        var found = DAY_IN_NAME.matcher(name);
        if (!found.find()) {
            throw new Refused("The file has no lines, and its name tells no day, such as 2026-11-21.csv.");
        }
        return day(found.group(), 1);
    }

    private static LocalDate day(String text, int number) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new Refused("Line %d begins with no day such as 2026-11-21.".formatted(number));
        }
    }

    private static long cents(String text, int number) {
        if (!CENTS.matcher(text).matches()) {
            throw new Refused("Line %d has something that is no whole number of cents.".formatted(number));
        }
        return Long.parseLong(text);
    }
}
