package meterside.portal.city;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Makes a city of its settings, over the one that the pages were built with. */
public final class Cities {

    private static final String NAME = "METERSIDE_CITY_NAME";
    private static final String PART = "METERSIDE_CITY_PART";
    private static final String SERVES = "METERSIDE_CITY_SERVES";
    private static final String HOURS = "METERSIDE_CITY_HOURS";
    private static final String PHONE = "METERSIDE_CITY_PHONE";
    private static final String EMERGENCY = "METERSIDE_CITY_EMERGENCY_PHONE";
    private static final String LANGUAGES = "METERSIDE_CITY_LANGUAGES";

    private static final int LONGEST_NAME = 30;
    private static final int LONGEST_TEXT = 120;
    private static final Pattern A_PHONE = Pattern.compile("\\+?[0-9][0-9 ().-]{1,15}");

    /** Would end the attribute or the text of the page that it stands in. */
    private static final Pattern UNFIT = Pattern.compile("[\"\\\\<>%{}\\p{Cntrl}]");

    private final UnaryOperator<String> settings;
    private final BuiltIn builtIn;

    private Cities(UnaryOperator<String> settings, BuiltIn builtIn) {
        this.settings = settings;
        this.builtIn = builtIn;
    }

    /**
     * {@return the city of these settings}
     *
     * @param settings from a setting's name to its value, or to an empty text
     * @param folder of the pages on the class path
     * @throws WrongCity if one of them cannot be used
     */
    public static City of(UnaryOperator<String> settings, String folder) {
        return new Cities(settings, BuiltIn.in(folder)).city();
    }

    private City city() {
        var name = fit(NAME, LONGEST_NAME);
        var isAnother = !name.isEmpty()
                && !name.equals(builtIn.name())
                && !builtIn.name().isEmpty();
        var languages = languages();
        var texts = new TreeMap<String, CityText>();
        for (var language : languages) {
            texts.put(language, text(language, isAnother));
        }
        var phone = phone(PHONE, builtIn.phone(), isAnother);
        var emergency = phone(EMERGENCY, builtIn.emergencyPhone(), isAnother);
        var accents = new City.Accents(accent(Theme.LIGHT), accent(Theme.DARK));
        var logo = Optional.of(settings.apply(Logo.SETTING))
                .filter(file -> !file.isEmpty())
                .map(Logo::read);
        var built = new City(
                false,
                builtIn.texts(),
                builtIn.phone(),
                builtIn.emergencyPhone(),
                builtIn.languages(),
                new City.Accents(Optional.empty(), Optional.empty()),
                Optional.empty());
        var chosen = new City(false, texts, phone, emergency, languages, accents, logo);
        // where no pages were built there is nothing to fill
        var isOwn = !builtIn.name().isEmpty() && !chosen.equals(built);
        return new City(isOwn, texts, phone, emergency, languages, accents, logo);
    }

    private List<String> languages() {
        var chosen = settings.apply(LANGUAGES);
        if (chosen.isEmpty()) {
            return builtIn.languages();
        }
        var languages = Arrays.stream(chosen.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        for (var language : languages) {
            if (!builtIn.texts().containsKey(language)) {
                throw new WrongCity(
                        LANGUAGES,
                        "the pages do not speak '%s', only %s"
                                .formatted(language, String.join(", ", builtIn.languages())));
            }
        }
        return languages;
    }

    private CityText text(String language, boolean isAnother) {
        var before = isAnother ? new CityText("", "", "", "") : builtIn.texts().get(language);
        if (before == null) {
            throw new IllegalStateException("no words in " + language);
        }
        var name = isAnother ? inLanguage(NAME, language, LONGEST_NAME) : fit(own(NAME, language), LONGEST_NAME);
        var hours = or(inLanguage(HOURS, language, LONGEST_TEXT), before.hours());
        if (hours.isEmpty() && isAnother) {
            throw needed(own(HOURS, language), "Monday to Friday, 8 am to 6 pm");
        }
        return new CityText(
                or(name, before.name()),
                or(inLanguage(PART, language, LONGEST_NAME), before.part()),
                or(inLanguage(SERVES, language, LONGEST_TEXT), before.serves()),
                hours);
    }

    /** {@return the setting of that language; in English also the one without a language} A name may be the same in all. */
    private String inLanguage(String setting, String language, int longest) {
        var own = fit(own(setting, language), longest);
        return own.isEmpty() && (language.equals("en") || setting.equals(NAME)) ? fit(setting, longest) : own;
    }

    private static String own(String setting, String language) {
        return setting + "_" + language.toUpperCase(Locale.ROOT);
    }

    private String phone(String setting, String otherwise, boolean isAnother) {
        var number = settings.apply(setting).strip();
        if (number.isEmpty()) {
            if (isAnother) {
                throw needed(setting, "555-010-0142");
            }
            return otherwise;
        }
        if (!builtIn.name().isEmpty() && !A_PHONE.matcher(number).matches()) {
            throw new WrongCity(setting, "a phone number is written like 555-010-0142, not %s".formatted(number));
        }
        return number;
    }

    private Optional<String> accent(Theme theme) {
        return Optional.of(settings.apply(theme.setting()).strip())
                .filter(value -> !value.isEmpty())
                .map(value -> theme.properties(theme.accent(value)));
    }

    private String fit(String setting, int longest) {
        var value = settings.apply(setting).strip();
        if (value.length() > longest) {
            throw new WrongCity(setting, "it has at most %d characters, not %d".formatted(longest, value.length()));
        }
        if (UNFIT.matcher(value).find()) {
            throw new WrongCity(
                    setting, "quotes, backslashes, angle or curly brackets and percent signs cannot be in it");
        }
        return value;
    }

    private static String or(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }

    private WrongCity needed(String setting, String example) {
        return new WrongCity(
                setting,
                "it is not set, and where %s is not %s the pages need it, for example %s"
                        .formatted(NAME, builtIn.name(), example));
    }
}
