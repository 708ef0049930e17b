package meterside.portal.city;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A drawing that stands for the city: an SVG file that is a picture and nothing else. */
final class Logo {

    static final String SETTING = "METERSIDE_CITY_LOGO";

    /** It comes with the first page, before any figure. */
    private static final int LARGEST = 20_000;

    private static final Pattern SVG =
            Pattern.compile("\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<svg\\b.*</svg>\\s*", Pattern.DOTALL);

    /** Scripts, and what would be fetched from elsewhere; the pages' security policy would stop both, and the logo would be broken. */
    private static final Pattern MORE_THAN_A_PICTURE = Pattern.compile(
            "<(script|foreignObject|iframe|style)\\b|\\son\\w+\\s*=|<!(DOCTYPE|ENTITY)|href\\s*=\\s*[\"'](?!#|data:image/)",
            Pattern.CASE_INSENSITIVE);

    private Logo() {}

    /**
     * {@return the drawing in that file}
     *
     * @throws WrongCity if there is none, it is too large, or it is more than a picture
     */
    static String read(String file) {
        try {
            var path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new WrongCity(SETTING, "%s is larger than %d bytes".formatted(file, LARGEST));
            }
            var drawing = Files.readString(path, StandardCharsets.UTF_8);
            if (!SVG.matcher(drawing).matches()) {
                throw new WrongCity(SETTING, "%s is not an SVG drawing".formatted(file));
            }
            if (MORE_THAN_A_PICTURE.matcher(drawing).find()) {
                throw new WrongCity(
                        SETTING,
                        "%s holds a script, a style sheet or a link, and a logo is a picture alone".formatted(file));
            }
            return drawing;
        } catch (IOException | InvalidPathException unreadable) {
            throw new WrongCity(SETTING, "%s is not there, or cannot be read".formatted(file));
        }
    }
}
