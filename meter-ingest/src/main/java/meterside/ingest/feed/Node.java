package meterside.ingest.feed;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One mapping of a YAML document, which knows where it stands, so that every complaint names the file and the field.
 * Every scalar is text: a quality {@code N} stays a letter, a factor {@code 0.001} never passes through a double.
 */
final class Node {

    private final String file;
    private final String path;
    private final Map<String, Object> fields;
    private final Set<String> asked = new TreeSet<>();

    private Node(String file, String path, Map<String, Object> fields) {
        this.file = file;
        this.path = path;
        this.fields = fields;
    }

    static Node parse(String file, String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var dump = new DumperOptions();
        var parser = new Yaml(new SafeConstructor(options), new Representer(dump), dump, options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // none: what looks like a number or a truth is text like all else
            }
        });
        try {
            if (parser.load(yaml) instanceof Map<?, ?> map) {
                return new Node(file, "", textKeys(map));
            }
        } catch (YAMLException malformed) {
            throw new WrongProfile(
                    file,
                    "it is not YAML (%s)"
                            .formatted(String.valueOf(malformed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
        throw new WrongProfile(file, "it is not a list of fields, such as feed: cmep");
    }

    private static Map<String, Object> textKeys(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value == null ? "" : value));
        return fields;
    }

    /** {@return the field's text} */
    String text(String name, String example) {
        return maybe(name, example).orElseThrow(() -> wrong(name, "is missing", example));
    }

    Optional<String> maybe(String name, String example) {
        asked.add(name);
        var value = fields.get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "is not a single text", example);
        }
        return Optional.ofNullable((String) value);
    }

    /** {@return what {@code parse} makes of the field's text; what it refuses is a wrong profile} */
    <T> T value(String name, String example, Function<String, T> parse) {
        return parsed(name, text(name, example), example, parse);
    }

    <T> T parsed(String name, String text, String example, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
            throw wrong(name, "is '%s'".formatted(text), example);
        }
    }

    Node node(String name, String example) {
        asked.add(name);
        if (fields.get(name) instanceof Map<?, ?> map) {
            return new Node(file, path + name + ".", textKeys(map));
        }
        throw wrong(name, "is missing or not a list of fields", example);
    }

    /** {@return each item: a text as itself, a mapping as a {@link Node}} */
    List<Object> items(String name, String example) {
        asked.add(name);
        if (!(fields.get(name) instanceof List<?> list) || list.isEmpty()) {
            throw wrong(name, "is missing or not a list", example);
        }
        var items = new ArrayList<>();
        for (var item : list) {
            items.add(
                    item instanceof Map<?, ?> map
                            ? new Node(file, "%s%s[%d].".formatted(path, name, items.size()), textKeys(map))
                            : String.valueOf(item));
        }
        return items;
    }

    /** {@return the names of the fields, in order} */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** {@return whether the field is a mapping of its own} */
    boolean isNode(String name) {
        return fields.get(name) instanceof Map<?, ?>;
    }

    /** Refuses a field that nobody asked for: most likely a misspelt one. */
    void nothingElse() {
        for (var name : fields.keySet()) {
            if (!asked.contains(name)) {
                throw new WrongProfile(
                        file,
                        "there is no field %s%s; the fields are %s".formatted(path, name, String.join(", ", asked)));
            }
        }
    }

    WrongProfile wrong(String name, String problem, String example) {
        return new WrongProfile(file, "%s%s %s; an example is %s: %s".formatted(path, name, problem, name, example));
    }
}
