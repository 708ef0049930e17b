package meterside.journeys;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A page as a screen reader has it: the browser's own accessibility tree, a line for each thing that is told. */
final class Spoken {

    /** Boxes without a meaning, and the pieces of a text that happen to stand on one line. */
    private static final Set<String> SILENT = Set.of(
            "generic", "none", "InlineTextBox", "LineBreak", "ListMarker", "RootWebArea", "LabelText", "MenuListPopup");

    /** States that are told with the name; not what a role is called here, whose letters the browser's protocol garbles. */
    private static final List<String> TOLD =
            List.of("level", "expanded", "pressed", "checked", "disabled", "invalid", "required", "live");

    private final Map<String, JsonObject> nodes = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Spoken() {}

    /** {@return the open page, two blanks further in for each level; without what is hidden from screen readers} */
    static String of(Visitor visitor) {
        var session = visitor.page().context().newCDPSession(visitor.page());
        try {
            session.send("Accessibility.enable");
            var all = session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes");
            var spoken = new Spoken();
            all.forEach(node ->
                    spoken.nodes.put(node.getAsJsonObject().get("nodeId").getAsString(), node.getAsJsonObject()));
            spoken.tell(all.get(0).getAsJsonObject(), 0, "");
            return spoken.text.toString();
        } finally {
            session.detach();
        }
    }

    private void tell(JsonObject node, int depth, String around) {
        var role = valueOf(node, "role");
        var name = valueOf(node, "name");
        var isSilent = node.get("ignored").getAsBoolean()
                || SILENT.contains(role)
                || role.equals("StaticText") && around.contains(name);
        if (!isSilent) {
            text.append("  ".repeat(depth)).append(role.equals("StaticText") ? "text" : role);
            if (!name.isEmpty()) {
                text.append(" \"").append(name).append('"');
            }
            TOLD.forEach(state -> told(node, state));
            if (!valueOf(node, "value").isEmpty()) {
                text.append(" = ").append(valueOf(node, "value"));
            }
            if (!valueOf(node, "description").isEmpty()) {
                text.append(" (").append(valueOf(node, "description")).append(')');
            }
            text.append('\n');
        }
        if (role.equals("image")) {
            return; // is told by its name alone
        }
        // what a name already says of its parts is not told again
        children(node).forEach(child -> tell(child, isSilent ? depth : depth + 1, isSilent ? around : name));
    }

    private void told(JsonObject node, String state) {
        elements(node.getAsJsonArray("properties"))
                .map(JsonElement::getAsJsonObject)
                .filter(property -> property.get("name").getAsString().equals(state))
                .map(property -> valueOf(property, "value"))
                .filter(value -> !value.isEmpty() && !value.equals("off"))
                .filter(value -> !value.equals("false") || state.equals("expanded") || state.equals("pressed"))
                .forEach(value -> text.append(" [")
                        .append(state)
                        .append(' ')
                        .append(value)
                        .append(']'));
    }

    private Stream<JsonObject> children(JsonObject node) {
        return elements(node.getAsJsonArray("childIds"))
                .map(id -> nodes.get(id.getAsString()))
                .filter(child -> child != null);
    }

    private static Stream<JsonElement> elements(JsonArray array) {
        return array == null ? Stream.of() : StreamSupport.stream(array.spliterator(), false);
    }

    private static String valueOf(JsonObject node, String name) {
        var value = node.getAsJsonObject(name);
        return value == null || !value.has("value")
                ? ""
                : value.get("value").getAsString().replaceAll("\\s+", " ").strip();
    }
}
