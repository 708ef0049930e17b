package meterside.portal.input;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;

/** Fields of a request body. Each refuses with {@link MalformedRequest}, naming the field and never repeating what was typed. */
public final class Typed {

    /** The languages that pages and messages are written in. */
    public static final List<String> LANGUAGES = List.of("en", "es");

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_PASSWORD = 200;
    private static final Pattern EMAIL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Typed() {}

    /** {@return one line of text, without space around it} A line break in it would end up in a header of an e-mail. */
    public static String line(String field, @Nullable String value, int longest) {
        return checked(field, value, longest, false).strip();
    }

    /** {@return text of several lines, each ended by a line feed alone} */
    public static String text(String field, @Nullable String value, int longest) {
        return checked(field, value, longest, true)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .strip();
    }

    /** {@return a password just as it was typed} */
    public static String password(String field, @Nullable String value) {
        return checked(field, value, LONGEST_PASSWORD, false);
    }

    /** {@return an e-mail address in lower case} */
    public static String email(String field, @Nullable String value) {
        var address = line(field, value, LONGEST_EMAIL).toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(address).matches() || address.indexOf('@') > LONGEST_LOCAL_PART) {
            throw new MalformedRequest("The field %s is not an e-mail address.".formatted(field));
        }
        return address;
    }

    public static String language(String field, @Nullable String value) {
        return oneOf(field, value, LANGUAGES);
    }

    public static String oneOf(String field, @Nullable String value, List<String> known) {
        if (value == null || !known.contains(value)) {
            throw new MalformedRequest("The field %s must be one of %s.".formatted(field, String.join(", ", known)));
        }
        return value;
    }

    /** {@return a time zone by its IANA name} */
    public static ZoneId zone(String field, @Nullable String value) {
        if (value == null || !ZoneId.getAvailableZoneIds().contains(value)) {
            throw new MalformedRequest("The field %s must be a time zone such as America/New_York.".formatted(field));
        }
        return ZoneId.of(value);
    }

    public static LocalTime time(String field, String value) {
        try {
            return LocalTime.parse(value, TIME);
        } catch (DateTimeException malformed) {
            throw new MalformedRequest("The field %s must be a time such as 21:00.".formatted(field));
        }
    }

    private static String checked(String field, @Nullable String value, int longest, boolean lines) {
        if (value == null || value.isBlank()) {
            throw new MalformedRequest("The field %s is missing.".formatted(field));
        }
        if (value.length() > longest) {
            throw new MalformedRequest("The field %s is longer than %d characters.".formatted(field, longest));
        }
        if (value.codePoints().anyMatch(one -> !(lines && isBreak(one)) && cannotBeTyped(one))) {
            throw new MalformedRequest("The field %s has characters that cannot be typed.".formatted(field));
        }
        return value;
    }

    private static boolean isBreak(int one) {
        return one == '\n' || one == '\r' || one == '\t';
    }

    private static boolean cannotBeTyped(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
