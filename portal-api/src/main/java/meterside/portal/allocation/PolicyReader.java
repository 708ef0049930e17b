package meterside.portal.allocation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a policy from YAML and refuses one that leaves a debt without a place, or with two, naming the line. */
final class PolicyReader {

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})(?:-([1-9][0-9]{0,3})|(\\+))");
    private static final Set<String> FIELDS = Set.of("name", "source", "order", "with-agreement");
    private static final Set<String> STEP_FIELDS = Set.of("age", "kinds", "services", "by");

    private final String file;
    private final String text;

    PolicyReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Policy read() {
        var root = parse();
        var fields = fields(root, FIELDS);
        var order = required(root, fields, "order");
        if (!(order instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw wrong(order, "order is a list of steps");
        }
        var steps = list.getValue().stream().map(this::step).toList();
        everyDebtHasOnePlace(order, steps);
        return new Policy(
                scalar(required(root, fields, "name")),
                scalar(required(root, fields, "source")),
                steps,
                latestFirst(fields.get("with-agreement")));
    }

    private Node parse() {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                return root;
            }
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            throw new WrongPolicy(file, mark == null ? 0 : mark.getLine() + 1, "this is not YAML");
        } catch (YAMLException malformed) {
            throw new WrongPolicy(file, 0, "this is not YAML");
        }
        throw new WrongPolicy(file, 0, "it is empty");
    }

    private Step step(Node node) {
        var fields = fields(node, STEP_FIELDS);
        var age = required(node, fields, "age");
        var kinds = fields.get("kinds");
        var by = fields.get("by");
        var days = days(age);
        return new Step(
                line(node),
                days[0],
                days[1],
                new TreeSet<>(kinds == null ? Owed.KINDS : words(kinds, Owed.KINDS)),
                words(required(node, fields, "services"), Owed.SERVICES),
                by != null && oneOf(by, List.of("service", "date")).equals("date"));
    }

    /** {@return from and to, in days past due} */
    private int[] days(Node age) {
        return switch (scalar(age)) {
            case "any" -> new int[] {0, Integer.MAX_VALUE};
            case "current" -> new int[] {0, 0};
            case "past-due" -> new int[] {1, Integer.MAX_VALUE};
            case String text -> {
                var days = DAYS.matcher(text);
                if (!days.matches()) {
                    throw wrong(age, "age is current, past-due, any, or days past due such as 31-60 or 61+");
                }
                var from = Integer.parseInt(days.group(1));
                var to = days.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(days.group(2));
                if (to < from) {
                    throw wrong(age, "age ends before it begins");
                }
                yield new int[] {from, to};
            }
        };
    }

    private boolean latestFirst(@Nullable Node agreement) {
        return agreement != null
                && oneOf(agreement, List.of("as-usual", "latest-month-first")).equals("latest-month-first");
    }

    private void everyDebtHasOnePlace(Node order, List<Step> steps) {
        for (var service : Owed.SERVICES) {
            for (var kind : Owed.KINDS) {
                for (var days : borders(steps)) {
                    var takers = steps.stream()
                            .filter(step -> step.takes(service, kind, days))
                            .toList();
                    var debt = "a %s of %s that is %s"
                            .formatted(kind, service, days == 0 ? "not past due" : days + " days past due");
                    if (takers.isEmpty()) {
                        throw wrong(order, debt + " has no place in the order");
                    }
                    if (takers.size() > 1) {
                        throw new WrongPolicy(
                                file,
                                takers.get(1).line(),
                                "%s has its place in line %d already"
                                        .formatted(debt, takers.getFirst().line()));
                    }
                }
            }
        }
    }

    /** {@return the days past due at which a step begins or one after it ends: between them nothing changes} */
    private static Set<Integer> borders(List<Step> steps) {
        var borders = new TreeSet<>(Set.of(0, 1));
        for (var step : steps) {
            borders.add(step.from());
            if (step.to() < Integer.MAX_VALUE) {
                borders.add(step.to() + 1);
            }
        }
        return borders;
    }

    private Map<String, Node> fields(Node node, Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "here stand fields: " + String.join(", ", new TreeSet<>(known)));
        }
        var fields = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            var name = scalar(tuple.getKeyNode());
            if (!known.contains(name)) {
                throw wrong(
                        tuple.getKeyNode(),
                        "there is no field %s; the fields are %s"
                                .formatted(name, String.join(", ", new TreeSet<>(known))));
            }
            if (fields.put(name, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), name + " stands here twice");
            }
        }
        return fields;
    }

    private Node required(Node parent, Map<String, Node> fields, String name) {
        var node = fields.get(name);
        if (node == null) {
            throw wrong(parent, name + " is missing");
        }
        return node;
    }

    private List<String> words(Node node, List<String> known) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw wrong(node, "here stands a list, of " + String.join(", ", known));
        }
        var words = new ArrayList<String>();
        for (var item : list.getValue()) {
            var word = oneOf(item, known);
            if (words.contains(word)) {
                throw wrong(item, word + " stands here twice");
            }
            words.add(word);
        }
        return words;
    }

    private String oneOf(Node node, List<String> known) {
        var word = scalar(node);
        if (!known.contains(word)) {
            throw wrong(node, "%s is none of %s".formatted(word, String.join(", ", known)));
        }
        return word;
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw wrong(node, "here stands one text");
    }

    private WrongPolicy wrong(Node node, String problem) {
        return new WrongPolicy(file, line(node), problem);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
