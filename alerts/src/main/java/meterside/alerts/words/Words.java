package meterside.alerts.words;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import meterside.alerts.sender.Medium;

/**
 * Makes an e-mail or a text of a kind's template and a notice's facts. An e-mail's template is its subject, an empty line
 * and paragraphs; its HTML is made of the same paragraphs, so both say the same and everything in it is escaped. A text
 * with the fact {@code link} has it where there is room.
 */
public final class Words {

    private final City city;
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(false).strictSections(false).emptyStringIsFalse(true);
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    public Words(City city) {
        this.city = city;
    }

    /** There is no such template, or it misses a fact. */
    public static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unspeakable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * {@return the notice in words}
     *
     * @param secret a code, or empty
     * @param stopLink where consent is taken back, or empty
     * @throws Unspeakable if there is no template, or a fact is missing or malformed
     */
    public Rendered render(
            String kind, Medium medium, String language, Map<String, Object> facts, String secret, String stopLink) {
        var tongue = Language.of(language);
        try {
            var template = templates.computeIfAbsent(
                    "words/%s/%s.%s.txt".formatted(tongue.code(), kind, medium.code()), this::load);
            var values = values(facts, tongue, secret);
            return medium == Medium.SMS ? text(template, values) : email(template, values, tongue, stopLink);
        } catch (MustacheException | DateTimeException | NumberFormatException malformed) {
            throw new Unspeakable("%s in %s: %s".formatted(kind, language, malformed.getMessage()), malformed);
        }
    }

    /** With the link to where it is explained, unless that would make it two texts, which cost twice. */
    private static Rendered text(Template template, Map<String, Object> values) {
        var said = Gsm.plain(said(template, values));
        if (values.containsKey("link") && Gsm.segments(said) > 1) {
            var without = new HashMap<>(values);
            without.remove("link");
            said = Gsm.plain(said(template, without));
        }
        return new Rendered("", said, "");
    }

    private static String said(Template template, Map<String, Object> values) {
        return template.execute(values).strip().replaceAll("\\s+", " ");
    }

    private Rendered email(Template template, Map<String, Object> values, Language language, String stopLink) {
        values.putIfAbsent("link", city.site() + "/");
        var said = template.execute(values).strip();
        var end = said.indexOf('\n');
        var subject = said.substring(0, end).strip();
        var body = said.substring(end).strip();
        var foot = templates
                .computeIfAbsent("words/%s/foot.txt".formatted(language.code()), this::load)
                .execute(Map.of("city", city.name(), "phone", city.phone(), "stop", stopLink))
                .strip();
        return new Rendered(subject, body + "\n\n" + foot + "\n", Html.of(language.code(), subject, body, foot));
    }

    private Map<String, Object> values(Map<String, Object> facts, Language language, String secret) {
        var values = new HashMap<>(new Facts(language, city.zone()).said(facts));
        values.put("city", city.name());
        values.put("phone", city.phone());
        values.put("site", city.site());
        values.put("code", secret);
        return values;
    }

    private Template load(String path) {
        try (InputStream file = Words.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new MustacheException("there is no template " + path);
            }
            return compiler.compile(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
