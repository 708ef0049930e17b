package meterside.portal.city;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose portal this is, on every page.
 *
 * @param isOwn whether anything is other than what the pages were built with
 * @param texts by language
 * @param languages the pages may be read in, the first for whoever speaks none of them
 * @param accents the accent of each theme that has one of the city's own, as custom properties of style sheets
 * @param logo an SVG drawing
 */
public record City(
        boolean isOwn,
        Map<String, CityText> texts,
        String phone,
        String emergencyPhone,
        List<String> languages,
        Accents accents,
        Optional<String> logo) {

    /**
     * The city's own colours.
     *
     * @param day of the light theme; empty: the built-in one
     * @param night of the dark theme; empty: the built-in one
     */
    public record Accents(Optional<String> day, Optional<String> night) {

        /** {@return a style sheet, or empty when there are none; high contrast and paper keep their own colours} */
        public Optional<String> css() {
            if (day.isEmpty() && night.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(rule(day, "light") + rule(night, "dark"));
        }

        private static String rule(Optional<String> properties, String scheme) {
            return properties
                    .map("@media screen and (prefers-color-scheme:%s) and (forced-colors:none){:root{%%s}}\n"
                            .formatted(scheme)::formatted)
                    .orElse("");
        }
    }
}
