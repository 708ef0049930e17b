package meterside.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a feed's key of a channel is put together, such as <code>{meter}:{commodity}:{units}</code>. What stands in the
 * braces is copied to the letter; keys are never normalised.
 *
 * @param texts what stands before, between and after the names; one more than {@code names}
 */
public record KeyTemplate(List<String> texts, List<String> names) {

    private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

    public KeyTemplate {
        texts = List.copyOf(texts);
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a key names at least one field in braces");
        }
    }

    static KeyTemplate parse(String template) {
        var texts = new ArrayList<String>();
        var names = new ArrayList<String>();
        var matcher = NAME.matcher(template);
        var end = 0;
        while (matcher.find()) {
            texts.add(template.substring(end, matcher.start()));
            names.add(matcher.group(1));
            end = matcher.end();
        }
        texts.add(template.substring(end));
        return new KeyTemplate(texts, names);
    }

    /** {@return the key, with each name replaced by what {@code field} says of it} */
    public String fill(Function<String, String> field) {
        var key = new StringBuilder(texts.getFirst());
        for (var i = 0; i < names.size(); i++) {
            key.append(field.apply(names.get(i))).append(texts.get(i + 1));
        }
        return key.toString();
    }
}
