package meterside.portal.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColourTest {

    /** Contrasts that WCAG's own examples and any colour picker give. */
    @ParameterizedTest
    @CsvSource({
        "#000000, #ffffff, 21000",
        "#ffffff, #ffffff, 1000",
        "#767676, #ffffff, 4542",
        "#777777, #ffffff, 4478",
        "#1a4480, #ffffff, 9622",
        "#ff0000, #ffffff, 3998"
    })
    void theirContrastIsThatOfTheGuidelines(String one, String other, long thousandths) {
        assertThat(colour(one).contrast(colour(other))).isEqualTo(thousandths);
        assertThat(colour(other).contrast(colour(one))).isEqualTo(thousandths);
    }

    @Test
    void theNearestThatPassesIsTheNearestOfAll() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var i = 0; i < 5; i++) {
            var from = new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256));
            var white = colour("#ffffff");
            Predicate<Colour> passes = candidate -> candidate.contrast(white) >= 4_500;

            var found = from.nearest(passes).orElseThrow();

            assertThat(passes.test(found)).as("seed %d: %s", seed, found).isTrue();
            assertThat(distance(from, found)).as("seed %d: %s", seed, from).isEqualTo(leastOfAll(from, passes));
        }
    }

    @Test
    void whereNonePassesThereIsNone() {
        assertThat(colour("#808080").nearest(candidate -> false)).isEmpty();
        assertThat(Colour.parse("#12345")).isEqualTo(Optional.empty());
    }

    /** The themes know the style sheets' own grounds, and the built-in accent passes on them. */
    @ParameterizedTest
    @MethodSource("themes")
    void theGroundsAreThoseOfTheStyleSheets(Theme theme) throws IOException {
        var sheet = Files.readString(Path.of("../web/src/styles/_tokens.scss"));
        var night = sheet.indexOf("prefers-color-scheme: dark");
        var own = theme.equals(Theme.LIGHT) ? sheet.substring(0, night) : sheet.substring(night);

        theme.grounds().forEach((name, colour) -> assertThat(colour).as(name).isEqualTo(token(own, name)));
        assertThat(theme.accent(token(own, "accent").toString())).isEqualTo(token(own, "accent"));
    }

    static Stream<Theme> themes() {
        return Stream.of(Theme.LIGHT, Theme.DARK);
    }

    private static Colour token(String sheet, String name) {
        var found = Pattern.compile("--%s: (#\\w+);".formatted(name)).matcher(sheet);
        assertThat(found.find()).as(name).isTrue();
        var hex = found.group(1);
        return colour(hex.length() == 7 ? hex : hex.replaceAll("(\\w)", "$1$1"));
    }

    private static int leastOfAll(Colour from, Predicate<Colour> passes) {
        var least = Integer.MAX_VALUE;
        for (var bits = 0; bits < 1 << 24; bits++) {
            var candidate = new Colour(bits >> 16, bits >> 8 & 255, bits & 255);
            if (distance(from, candidate) < least && passes.test(candidate)) {
                least = distance(from, candidate);
            }
        }
        return least;
    }

    private static int distance(Colour one, Colour other) {
        var red = one.red() - other.red();
        var green = one.green() - other.green();
        var blue = one.blue() - other.blue();
        return red * red + green * green + blue * blue;
    }

    private static Colour colour(String hex) {
        return Colour.parse(hex).orElseThrow();
    }
}
