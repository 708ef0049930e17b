package meterside.portal.paper;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** How papers speak one language: their words, and dates, amounts and quantities exactly as they are. American customs in both. */
final class Wording {

    static final Wording EN = new Wording("en", Locale.US, "MMMM d, yyyy", "MMM d, yyyy");
    static final Wording ES = new Wording("es", Locale.of("es", "US"), "d 'de' MMMM 'de' yyyy", "d MMM yyyy");

    private final String language;
    private final Locale locale;
    private final DateTimeFormatter date;
    private final DateTimeFormatter shortDate;
    private final DateTimeFormatter moment;
    private final Map<String, String> words;

    private Wording(String language, Locale locale, String date, String shortDate) {
        this.language = language;
        this.locale = locale;
        this.date = DateTimeFormatter.ofPattern(date, locale);
        this.shortDate = DateTimeFormatter.ofPattern(shortDate, locale);
        this.moment = DateTimeFormatter.ofPattern(date + ", h:mm a z", locale);
        this.words = read(language);
    }

    /** {@return the language, or English for one we do not write} */
    static Wording of(String language) {
        return language.equals("es") ? ES : EN;
    }

    String language() {
        return language;
    }

    /** {@return the words by name, for templates} */
    Map<String, String> words() {
        return words;
    }

    /** {@return a sentence with its {0}, {1} … filled} */
    String say(String name, String... values) {
        var said = Objects.requireNonNull(words.get(name), name);
        for (var i = 0; i < values.length; i++) {
            said = said.replace("{%d}".formatted(i), values[i]);
        }
        return said;
    }

    /** {@return the word for a code, or nothing where it needs none} */
    String code(String kind, String code) {
        return words.getOrDefault("%s.%s".formatted(kind, code), "");
    }

    String money(long cents, String currency) {
        return money(BigDecimal.valueOf(cents, 2), currency, 2);
    }

    /** {@return a price with all its decimals} */
    String price(BigDecimal dollars, String currency) {
        return money(dollars, currency, 10);
    }

    private String money(BigDecimal amount, String currency, int mostDecimals) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(mostDecimals);
        return plain(format.format(amount));
    }

    /** {@return such as 6,214 gallons; a count has no unit} */
    String quantity(BigDecimal amount, String unit) {
        var word = code("unit", unit);
        return word.isEmpty() ? number(amount) : number(amount) + " " + word;
    }

    String number(BigDecimal amount) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(9);
        return plain(format.format(amount));
    }

    String date(LocalDate day) {
        return plain(date.format(day));
    }

    String shortDate(LocalDate day) {
        return plain(shortDate.format(day));
    }

    /** {@return both days, the last one too: people do not count half-open} */
    String days(LocalDate from, LocalDate until) {
        return say("days", date(from), date(until.minusDays(1)));
    }

    /** {@return the time with its zone, since one hour of an autumn night comes twice (PY14)} */
    String moment(ZonedDateTime at) {
        return plain(moment.format(at));
    }

    /** The JDK's locale data like spaces that fonts do not have. */
    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static Map<String, String> read(String language) {
        var path = "paper/words.%s.properties".formatted(language);
        var file = Objects.requireNonNull(Wording.class.getClassLoader().getResourceAsStream(path), path);
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            var read = new Properties();
            read.load(reader);
            var words = new TreeMap<String, String>();
            read.stringPropertyNames().forEach(name -> words.put(name, read.getProperty(name)));
            return Map.copyOf(words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
