package meterside.portal.city;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The city the pages were built with, which is one example of a city.
 *
 * @param name as its messages begin; another in METERSIDE_CITY_NAME is another city
 * @param texts by language; which also says in which languages the pages are there
 */
record BuiltIn(String name, String phone, String emergencyPhone, Map<String, CityText> texts) {

    /** Where the pages' build writes it, with the pages that await a city's words. */
    private static final String FILE = "/unfilled/city.json";

    /** {@return what the build wrote into that folder of the class path; a city without words where it wrote nothing} */
    static BuiltIn in(String folder) {
        try (var file = BuiltIn.class.getResourceAsStream("/" + folder + FILE)) {
            return file == null ? none() : JsonMapper.shared().readValue(file.readAllBytes(), BuiltIn.class);
        } catch (IOException unreadable) {
            throw new IllegalStateException(folder + FILE, unreadable);
        }
    }

    private static BuiltIn none() {
        var nothing = new CityText("", "", "", "");
        return new BuiltIn("", "", "", new TreeMap<>(Map.of("en", nothing, "es", nothing)));
    }

    /** {@return its languages, English first} */
    List<String> languages() {
        return texts.keySet().stream()
                .sorted((one, other) -> one.equals("en") ? -1 : other.equals("en") ? 1 : one.compareTo(other))
                .toList();
    }
}
