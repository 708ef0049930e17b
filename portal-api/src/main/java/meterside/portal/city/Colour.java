package meterside.portal.city;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A colour of sRGB.
 *
 * @param red to 255, as are the others
 */
record Colour(int red, int green, int blue) {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int MOST = 255;

    /** WCAG 2.2's luminance of a part of each strength before its weight, in billionths. */
    private static final long[] LINEAR = new long[MOST + 1];

    private static final long FLARE = 50_000_000;

    static {
        for (var part = 0; part <= MOST; part++) {
            var share = part / 255.0;
            LINEAR[part] =
                    Math.round(1e9 * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4)));
        }
    }

    /** {@return the colour, or empty unless it is written as # and six hexadecimal digits} */
    static Optional<Colour> parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(hex.substring(1), 16);
        return Optional.of(new Colour(bits >> 16, bits >> 8 & MOST, bits & MOST));
    }

    /** {@return the contrast of the two in thousandths, from 1000 to 21000, rounded down; as WCAG 2.2 defines it} */
    long contrast(Colour other) {
        var one = luminance() + FLARE;
        var two = other.luminance() + FLARE;
        return 1000 * Math.max(one, two) / Math.min(one, two);
    }

    /**
     * {@return this colour with some of another in it}
     *
     * @param percent of the other
     */
    Colour mixed(Colour other, int percent) {
        return new Colour(
                mixed(red, other.red, percent), mixed(green, other.green, percent), mixed(blue, other.blue, percent));
    }

    /**
     * {@return the colour nearest to this one, by their distance in sRGB, that passes; empty if none does} Of two as near,
     * always the same one. Looks shell by shell, and no further than a nearer one could be.
     */
    Optional<Colour> nearest(Predicate<Colour> passes) {
        Optional<Colour> best = Optional.empty();
        var least = Integer.MAX_VALUE;
        for (var reach = 0; reach <= MOST && reach * reach < least; reach++) {
            for (var r = red - reach; r <= red + reach; r++) {
                for (var g = green - reach; g <= green + reach; g++) {
                    var within = Math.max(Math.abs(r - red), Math.abs(g - green)) < reach;
                    // inside the shell's faces only its two ends are of this shell
                    for (var b = blue - reach; b <= blue + reach; b += within ? Math.max(1, 2 * reach) : 1) {
                        var distance = distance(r, g, b);
                        if (distance < least && isColour(r, g, b) && passes.test(new Colour(r, g, b))) {
                            least = distance;
                            best = Optional.of(new Colour(r, g, b));
                        }
                    }
                }
            }
        }
        return best;
    }

    private int distance(int r, int g, int b) {
        return (r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue);
    }

    private static boolean isColour(int r, int g, int b) {
        return r >= 0 && g >= 0 && b >= 0 && r <= MOST && g <= MOST && b <= MOST;
    }

    private static int mixed(int one, int other, int percent) {
        return (one * (100 - percent) + other * percent + 50) / 100;
    }

    private long luminance() {
        return (2126 * LINEAR[red] + 7152 * LINEAR[green] + 722 * LINEAR[blue]) / 10_000;
    }

    /** {@return such as #1a4480} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
