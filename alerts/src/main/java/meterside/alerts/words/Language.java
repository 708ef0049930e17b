package meterside.alerts.words;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** How dates, times, amounts and services are said. American customs in both languages. */
final class Language {

    static final Language EN = new Language(
            "en",
            Locale.US,
            "EEEE, MMMM d",
            "MMM d",
            "MMMM d, h:mm a",
            "MMMM d, yyyy",
            Map.of("water", "water", "electricity", "electricity", "gas", "gas"),
            Map.of("gal", "gallons", "ft3", "cubic feet", "m3", "cubic meters", "L", "liters", "therm", "therms"));

    static final Language ES = new Language(
            "es",
            Locale.of("es", "US"),
            "EEEE d 'de' MMMM",
            "d MMM",
            "d 'de' MMMM, h:mm a",
            "d 'de' MMMM 'de' yyyy",
            Map.of("water", "agua", "electricity", "electricidad", "gas", "gas"),
            // no í, ú: they would make a text twice as dear
            Map.of("gal", "galones", "ft3", "pies3", "m3", "m3", "L", "litros", "therm", "termias"));

    private final String code;
    private final Locale locale;
    private final String day;
    private final String shortDay;
    private final String time;
    private final String date;
    private final Map<String, String> commodities;
    private final Map<String, String> units;
    private final Terms terms;

    private Language(
            String code,
            Locale locale,
            String day,
            String shortDay,
            String time,
            String date,
            Map<String, String> commodities,
            Map<String, String> units) {
        this.code = code;
        this.locale = locale;
        this.day = day;
        this.shortDay = shortDay;
        this.time = time;
        this.date = date;
        this.commodities = commodities;
        this.units = units;
        this.terms = Terms.of(code);
    }

    /** {@return the language, or English for one we do not write} */
    static Language of(String code) {
        return code.equals("es") ? ES : EN;
    }

    String code() {
        return code;
    }

    String day(String iso) {
        return plain(DateTimeFormatter.ofPattern(day, locale).format(LocalDate.parse(iso)));
    }

    String shortDay(String iso) {
        return plain(DateTimeFormatter.ofPattern(shortDay, locale).format(LocalDate.parse(iso)));
    }

    /** @param zone for a time in UTC, which nobody lives by */
    String time(String iso, ZoneId zone) {
        var given = OffsetDateTime.parse(iso);
        var local = iso.endsWith("Z") ? given.atZoneSameInstant(zone).toOffsetDateTime() : given;
        return plain(DateTimeFormatter.ofPattern(time, locale).format(local));
    }

    /** {@return the day with its year} */
    String date(String iso) {
        return plain(DateTimeFormatter.ofPattern(date, locale).format(LocalDate.parse(iso)));
    }

    /** {@return the instant as a receipt has it: with the year, and the zone by name, since one hour of autumn comes twice (PY14)} */
    String moment(String iso, ZoneId zone) {
        return plain(DateTimeFormatter.ofPattern(date + ", h:mm a z", locale)
                .format(OffsetDateTime.parse(iso).atZoneSameInstant(zone)));
    }

    /** {@return exact money, such as $183.14} */
    String money(BigInteger cents, String currency) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return plain(format.format(new BigDecimal(cents, 2)));
    }

    Terms terms() {
        return terms;
    }

    /** At most two decimals, as people read them; what decides are the exact ones. */
    String amount(String decimal) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return plain(format.format(new BigDecimal(decimal)));
    }

    String commodity(String code) {
        return commodities.getOrDefault(code, code);
    }

    String unit(String code) {
        return units.getOrDefault(code, code);
    }

    /** The JDK's locale data like spaces that no phone shows. */
    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
