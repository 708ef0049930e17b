package meterside.portal.row;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One record of a file, whichever its format: named texts, and how each is read. Nothing is rounded and nothing guessed. */
public final class Row {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,18})?");
    private static final int LONGEST = 500;
    private static final int PLACES_OF_A_QUANTITY = 9;
    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(4_000_000_000L);

    /** The kinds of record and their fields; in CSV in this order. */
    public enum Kind {
        FILE("format", "currency"),
        BILL("number", "account", "issuedOn", "dueOn", "from", "to", "total", "reason", "reasonEs"),
        CHARGE(
                "service",
                "kind",
                "usagePoint",
                "from",
                "to",
                "dueOn",
                "amount",
                "quantity",
                "unit",
                "basis",
                "startRegister",
                "endRegister",
                "note",
                "noteEs"),
        LINE("text", "textEs", "quantity", "unit", "price", "amount"),
        PAYMENT("account", "on", "amount", "reference"),
        TOTAL("of", "count", "amount");

        @SuppressWarnings("ImmutableEnumChecker") // List.of makes no other
        private final List<String> fields;

        Kind(String... fields) {
            this.fields = List.of(fields);
        }

        List<String> fields() {
            return fields;
        }

        /** {@return such as {@code charge}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int line;
    private final Kind kind;
    private final @Nullable String[] cells;

    Row(int line, Kind kind) {
        this.line = line;
        this.kind = kind;
        this.cells = new @Nullable String[kind.fields.size()];
    }

    public int line() {
        return line;
    }

    public Kind kind() {
        return kind;
    }

    /** Blank is as good as absent. */
    void put(int field, @Nullable String text) {
        cells[field] = text == null || text.isBlank() ? null : text.strip();
    }

    public boolean has(String field) {
        return cells[kind.fields.indexOf(field)] != null;
    }

    public @Nullable String optional(String field) {
        var text = cells[kind.fields.indexOf(field)];
        if (text != null && text.length() > LONGEST) {
            throw new Unfit(Fault.Code.TOO_LONG, "%s has more than %d characters".formatted(name(field), LONGEST));
        }
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit(Fault.Code.NOT_TEXT, "%s holds a control character".formatted(name(field)));
        }
        return text;
    }

    public String text(String field) {
        var text = optional(field);
        if (text == null) {
            throw new Unfit(Fault.Code.MISSING, "%s is missing".formatted(name(field)));
        }
        return text;
    }

    public String oneOf(String field, Set<String> words) {
        var text = text(field);
        if (!words.contains(text)) {
            throw new Unfit(
                    Fault.Code.NOT_KNOWN,
                    "%s is %s and can be %s"
                            .formatted(
                                    name(field),
                                    text,
                                    String.join(", ", words.stream().sorted().toList())));
        }
        return text;
    }

    public LocalDate day(String field) {
        return dayOf(field, text(field));
    }

    public LocalDate day(String field, LocalDate otherwise) {
        var text = optional(field);
        return text == null ? otherwise : dayOf(field, text);
    }

    private LocalDate dayOf(String field, String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // such as February 30: refused like any other text that is not a day
        }
        throw new Unfit(Fault.Code.NOT_A_DAY, "%s is %s, not a day such as 2026-10-31".formatted(name(field), text));
    }

    /** {@return whole cents of an amount such as 183.14} */
    public long cents(String field) {
        var text = text(field);
        if (!NUMBER.matcher(text).matches()) {
            throw new Unfit(
                    Fault.Code.NOT_MONEY, "%s is %s, not an amount such as 183.14".formatted(name(field), text));
        }
        try {
            return new BigDecimal(text).movePointRight(2).longValueExact();
        } catch (ArithmeticException fraction) {
            throw new Unfit(
                    Fault.Code.FRACTION_OF_A_CENT, "%s is %s, which is not whole cents".formatted(name(field), text));
        }
    }

    public @Nullable BigDecimal number(String field) {
        var text = optional(field);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new Unfit(
                    Fault.Code.NOT_A_NUMBER, "%s is %s, not a number such as 412.5".formatted(name(field), text));
        }
        return new BigDecimal(text);
    }

    /** {@return billionths of whatever unit is named beside it} */
    public @Nullable Long billionths(String field) {
        var number = number(field);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > PLACES_OF_A_QUANTITY
                || number.abs().compareTo(MOST_UNITS) > 0) {
            throw new Unfit(
                    Fault.Code.NOT_A_NUMBER,
                    "%s is %s: at most nine decimals and %s units"
                            .formatted(name(field), number.toPlainString(), MOST_UNITS));
        }
        return number.movePointRight(PLACES_OF_A_QUANTITY).longValueExact();
    }

    /** {@return such as "the amount of the charge"} */
    private String name(String field) {
        return "the %s of the %s".formatted(field, kind.word());
    }
}
