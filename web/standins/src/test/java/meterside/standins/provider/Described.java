package meterside.standins.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An API's description in OpenAPI 3, as far as it says what names and values look like. */
record Described(JsonNode document) {

    private static final Pattern TELEPHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    /** {@return the names of an operation's parameters that come in the query} */
    static Set<String> query(JsonNode operation) {
        var names = new TreeSet<String>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString().equals("query")) {
                names.add(parameter.path("name").asString());
            }
        });
        return names;
    }

    static JsonNode form(JsonNode operation) {
        return operation.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
    }

    static JsonNode answer(JsonNode operation, int status) {
        return operation.at("/responses/%d/content/application~1json/schema".formatted(status));
    }

    static Set<String> names(JsonNode schema) {
        return new TreeSet<>(schema.path("properties").propertyNames());
    }

    /** {@return what is not as described, with where it stands; an object has all that is described and no more} */
    List<String> complaints(JsonNode schema, JsonNode value, String at) {
        var complaints = new ArrayList<String>();
        check(schema, value, at, complaints);
        return complaints;
    }

    private void check(JsonNode given, JsonNode value, String at, List<String> complaints) {
        var schema = resolved(given);
        if (value.isNull()) {
            if (!schema.path("nullable").asBoolean(false)) {
                complaints.add(at + " may not be null");
            }
            return;
        }
        if (!isOfType(schema.path("type").asString("string"), value)) {
            complaints.add("%s is no %s: %s".formatted(at, schema.path("type").asString("string"), value));
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> check(schema.path("items"), item, at + "[]", complaints));
        } else if (value.isObject() && schema.has("properties")) {
            var described = names(schema);
            if (!described.equals(new TreeSet<>(value.propertyNames()))) {
                complaints.add("%s has %s where %s is described".formatted(at, value.propertyNames(), described));
            }
            value.propertyNames()
                    .forEach(name ->
                            check(schema.path("properties").path(name), value.path(name), at + "." + name, complaints));
        } else if (value.isString() && !isWritten(schema, value.asString())) {
            complaints.add("%s is not written as described: %s".formatted(at, value));
        }
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static boolean isWritten(JsonNode schema, String text) {
        var chosen = schema.path("enum");
        var pattern = schema.path("pattern").asString("");
        return (chosen.isMissingNode()
                        || chosen.valueStream().anyMatch(one -> one.asString().equals(text)))
                && (pattern.isEmpty() || Pattern.compile(pattern).matcher(text).find())
                && isOfFormat(schema.path("format").asString(""), text);
    }

    private static boolean isOfFormat(String format, String text) {
        try {
            switch (format) {
                case "uri" -> new URI(text);
                case "date-time-rfc-2822" -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
                case "phone-number" -> {
                    return TELEPHONE.matcher(text).matches();
                }
                default -> {
                    return true;
                }
            }
            return true;
        } catch (URISyntaxException | DateTimeException malformed) {
            return false;
        }
    }
}
