package meterside.standins.money;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** {@code expand[]=latest_charge}: the object itself in the place of its id, as deep as the path goes. */
final class Expanding {

    private Expanding() {}

    static ObjectNode of(
            ObjectNode shown,
            Map<String, String> form,
            Function<String, ObjectNode> find,
            Function<ObjectNode, ObjectNode> show) {
        form.forEach((name, path) -> {
            if (name.startsWith("expand[")) {
                expand(shown, Arrays.asList(path.split("\\.", -1)), find, show);
            }
        });
        return shown;
    }

    private static void expand(
            ObjectNode in,
            List<String> path,
            Function<String, ObjectNode> find,
            Function<ObjectNode, ObjectNode> show) {
        var name = path.getFirst();
        if (!in.has(name)) {
            throw Refusal.invalid("", "expand", "This property cannot be expanded (%s).".formatted(name));
        }
        if (in.path(name).isString()) {
            in.set(name, show.apply(find.apply(in.path(name).asString())));
        }
        if (path.size() > 1 && in.path(name) instanceof ObjectNode inner) {
            expand(inner, path.subList(1, path.size()), find, show);
        }
    }
}
