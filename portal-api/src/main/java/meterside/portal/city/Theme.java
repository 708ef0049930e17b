package meterside.portal.city;

import java.util.Map;

/**
 * The accent by day or by night: what stands on it, what it stands on, and whether everyone can read that. The grounds are
 * those of web/src/styles/_tokens.scss; a test compares.
 *
 * @param setting that chooses the accent
 * @param surface of cards
 * @param ground of the page
 * @param warning the ground of notices
 * @param onAccent what is written on buttons
 * @param pressedTowards what a pressed button takes more of
 * @param pressedBy of it, in percent
 */
record Theme(
        String setting,
        Colour surface,
        Colour ground,
        Colour warning,
        Colour onAccent,
        Colour pressedTowards,
        int pressedBy) {

    static final Theme LIGHT = of("METERSIDE_CITY_ACCENT", "#ffffff", "#f4f6f8", "#fdf4d6", "#ffffff", "#000000", 20);
    static final Theme DARK =
            of("METERSIDE_CITY_ACCENT_DARK", "#1a2129", "#10151b", "#332a12", "#0d1b2e", "#ffffff", 25);

    /** WCAG 2.2, level AA, for text; in thousandths. */
    static final long LEAST = 4_500;

    /** Of the surface in the accent's pale form, in percent. */
    private static final int SOFT = 90;

    private static Theme of(
            String setting, String surface, String ground, String warning, String onAccent, String towards, int by) {
        return new Theme(
                setting, colour(surface), colour(ground), colour(warning), colour(onAccent), colour(towards), by);
    }

    private static Colour colour(String hex) {
        return Colour.parse(hex).orElseThrow();
    }

    /**
     * {@return the accent that the setting asks for}
     *
     * @throws WrongCity if it is no colour, or someone could not read what is written in it or on it; with the least contrast
     *     found and the nearest colour that would do
     */
    Colour accent(String value) {
        var accent = Colour.parse(value)
                .orElseThrow(() -> new WrongCity(setting, "a colour is written like #1a4480, not %s".formatted(value)));
        if (passes(accent)) {
            return accent;
        }
        var worst = pairs(accent).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow();
        throw new WrongCity(
                setting,
                "%s %s has a contrast of %d.%02d to 1, and WCAG AA asks for 4.5; the nearest colour that passes is %s"
                        .formatted(
                                accent,
                                worst.getKey(),
                                worst.getValue() / 1000,
                                worst.getValue() % 1000 / 10,
                                accent.nearest(this::passes)
                                        .map(Colour::toString)
                                        .orElse("none")));
    }

    /** {@return the custom properties of style sheets that follow from it} */
    String properties(Colour accent) {
        return "--accent:%s;--accent-pressed:%s;--on-accent:%s;--accent-soft:%s"
                .formatted(accent, pressed(accent), onAccent, soft(accent));
    }

    Map<String, Colour> grounds() {
        return Map.of("surface", surface, "ground", ground, "warning", warning, "on-accent", onAccent);
    }

    /** Asked of millions of colours when one is refused, so nothing is put into words here. */
    private boolean passes(Colour accent) {
        return accent.contrast(surface) >= LEAST
                && accent.contrast(ground) >= LEAST
                && accent.contrast(warning) >= LEAST
                && accent.contrast(soft(accent)) >= LEAST
                && accent.contrast(onAccent) >= LEAST
                && pressed(accent).contrast(onAccent) >= LEAST;
    }

    /** Everywhere the style sheets write with the accent or on it. */
    private Map<String, Long> pairs(Colour accent) {
        return Map.of(
                "on the cards' %s".formatted(surface),
                accent.contrast(surface),
                "on the page's %s".formatted(ground),
                accent.contrast(ground),
                "on the notices' %s".formatted(warning),
                accent.contrast(warning),
                "on its own pale %s".formatted(soft(accent)),
                accent.contrast(soft(accent)),
                "under the buttons' %s".formatted(onAccent),
                accent.contrast(onAccent),
                "pressed, as %s, under the buttons' %s".formatted(pressed(accent), onAccent),
                pressed(accent).contrast(onAccent));
    }

    private Colour soft(Colour accent) {
        return accent.mixed(surface, SOFT);
    }

    private Colour pressed(Colour accent) {
        return accent.mixed(pressedTowards, pressedBy);
    }
}
