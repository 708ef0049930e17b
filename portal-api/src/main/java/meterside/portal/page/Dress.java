package meterside.portal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import meterside.portal.city.City;
import meterside.portal.city.CityText;
import meterside.portal.signing.SigningKey;
import meterside.portal.signing.SigningKeys;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a city's own style on the pages, once at start: its words into the pages that the build left unfilled for it, its
 * colours and its logo into files beside the others, with their content's hash in the name. The pages' security policy stays
 * as it is: nothing is written into a page as a style or a script.
 */
final class Dress {

    /** The folder of pages in which %city stands for a city's words. */
    private static final String UNFILLED = "unfilled/";

    private static final Pattern CHECKS_FILES = Pattern.compile("verify[a-z.-]*\\.html");

    private static final Pattern SEAL = Pattern.compile("<svg class=\"seal\".*?</svg>", Pattern.DOTALL);
    private static final Pattern ICON = Pattern.compile("<link rel=\"(icon|apple-touch-icon)\"[^>]*>");
    private static final Pattern ICONS = Pattern.compile("\"icons\":\\[.*?]", Pattern.DOTALL);
    private static final Pattern SWITCH = Pattern.compile("<button [^>]*data-language=\"(\\w+)\"[^>]*>[^<]*</button>");
    private static final Pattern BESIDE_THE_NAME = Pattern.compile(",? %city\\.part%");

    private final City city;
    private final NavigableMap<String, byte[]> files;

    private Dress(City city, Map<String, byte[]> files) {
        this.city = city;
        this.files = new TreeMap<>(files);
    }

    /** {@return the files as this city's people get them, by name, with their compressed forms beside them} */
    static NavigableMap<String, byte[]> of(City city, SigningKeys keys, Map<String, byte[]> files) {
        var dress = new Dress(city, files);
        if (city.isOwn()) {
            dress.put();
        }
        dress.put(keys);
        dress.files.keySet().removeIf(name -> name.startsWith(UNFILLED));
        return dress.files;
    }

    private void put() {
        var style = city.accents().css().map(css -> add("css", css)).orElse("");
        var logo = city.logo().map(drawing -> add("svg", drawing)).orElse("");
        for (var unfilled : List.copyOf(files.keySet())) {
            if (unfilled.startsWith(UNFILLED)) {
                var name = unfilled.substring(UNFILLED.length());
                var page = new String(files.getOrDefault(unfilled, new byte[0]), StandardCharsets.UTF_8);
                if (name.equals("app.html")) {
                    replace(name, dressed(page, style, logo).replace("%city%", escaped(json(logo))));
                } else if (name.endsWith(".html")) {
                    fill(name, dressed(page, style, logo), Dress::escaped);
                } else if (name.endsWith(".webmanifest")) {
                    fill(name, withIcons(page, logo), value -> value);
                }
            }
        }
    }

    /** The page that checks files knows the keys, so that it works without us. */
    private void put(SigningKeys keys) {
        var known = keys.all().stream().map(SigningKey::base64).collect(Collectors.joining(" "));
        for (var name : List.copyOf(files.keySet())) {
            if (CHECKS_FILES.matcher(name).matches()) {
                replace(
                        name,
                        new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8)
                                .replace("%keys%", known));
            }
        }
    }

    /** {@return the address of a new file, which is kept for good} */
    private String add(String type, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var name = "assets/city-%s.%s".formatted(DigestUtils.md5DigestAsHex(bytes), type);
        replace(name, text);
        return "/" + name;
    }

    /** What is not in one of the city's languages is not there. */
    private void fill(String name, String page, UnaryOperator<String> escape) {
        var parts = name.split("\\.", -1);
        var text = city.texts().get(parts.length == 3 ? parts[1] : "en");
        if (text == null) {
            List.of(name, name + ".br", name + ".gz").forEach(files::remove);
        } else {
            replace(name, filled(page, text, escape));
        }
    }

    private String filled(String page, CityText text, UnaryOperator<String> escape) {
        var whole = text.part().isEmpty() ? BESIDE_THE_NAME.matcher(page).replaceAll("") : page;
        return whole.replace("%city.name%", escape.apply(text.name()))
                .replace("%city.part%", escape.apply(text.part()))
                .replace("%city.serves%", escape.apply(text.serves()))
                .replace("%city.hours%", escape.apply(text.hours()))
                .replace("%city.phone%", escape.apply(city.phone()))
                .replace("%city.emergencyPhone%", escape.apply(city.emergencyPhone()));
    }

    private String dressed(String page, String style, String logo) {
        var spoken = SWITCH.matcher(page)
                .replaceAll(button ->
                        city.languages().contains(button.group(1)) ? Matcher.quoteReplacement(button.group()) : "");
        var styled = style.isEmpty()
                ? spoken
                : spoken.replace("</head>", "    <link rel=\"stylesheet\" href=\"%s\">\n    </head>".formatted(style));
        if (logo.isEmpty()) {
            return styled;
        }
        var drawn = SEAL.matcher(styled)
                .replaceAll("<img class=\"seal\" src=\"%s\" width=\"44\" height=\"44\" alt=\"\">".formatted(logo));
        return ICON.matcher(drawn)
                .replaceAll(link -> link.group(1).equals("icon")
                        ? "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">".formatted(logo)
                        : "");
    }

    private static String withIcons(String manifest, String logo) {
        return logo.isEmpty()
                ? manifest
                : ICONS.matcher(manifest)
                        .replaceAll("\"icons\":[{\"src\":\"%s\",\"sizes\":\"any\",\"type\":\"image/svg+xml\"}]"
                                .formatted(logo));
    }

    /** {@return what the app takes in place of what it was built with} */
    private String json(String logo) {
        var words = new TreeMap<String, Map<String, String>>();
        city.texts()
                .forEach((language, text) -> words.put(
                        language,
                        Map.of(
                                "city.name", text.name(),
                                "city.part", text.part(),
                                "city.hours", text.hours())));
        var facts = new HashMap<String, Object>(Map.of(
                "phone", city.phone(),
                "emergencyPhone", city.emergencyPhone(),
                "languages", city.languages(),
                "words", words));
        if (!logo.isEmpty()) {
            facts.put("logo", logo);
        }
        return JsonMapper.shared().writeValueAsString(facts);
    }

    private void replace(String name, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        files.put(name, bytes);
        files.put(name + ".gz", gzipped(bytes));
        files.remove(name + ".br"); // of what stood there before
    }

    private static byte[] gzipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
