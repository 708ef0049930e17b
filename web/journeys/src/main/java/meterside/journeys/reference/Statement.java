package meterside.journeys.reference;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One of the portal's statements, as a resource that a test compares with the portal's own. Its parameters are numbered, and cast
 * to the types that the portal sends them in.
 *
 * @param names of the parameters, in the order in which they are bound
 */
public record Statement(String sql, List<String> names) {

    /** Every parameter and its type. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("hash", "text"),
            Map.entry("login", "int8"),
            Map.entry("account", "int8"),
            Map.entry("channel", "int4"),
            Map.entry("usagePoint", "int8"),
            Map.entry("now", "timestamptz"),
            Map.entry("open", "int8"),
            Map.entry("qualities", "int2[]"),
            Map.entry("first", "date"),
            Map.entry("end", "date"),
            Map.entry("channels", "int4[]"),
            Map.entry("points", "int8[]"),
            Map.entry("firsts", "text[]"),
            Map.entry("beyonds", "text[]"),
            Map.entry("froms", "int8[]"),
            Map.entry("tos", "int8[]"),
            Map.entry("earliest", "timestamptz"),
            Map.entry("latest", "timestamptz"));

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z][A-Za-z]*)");

    /** {@return the resource's text} Blocks with an empty line between are parts that the portal puts together. */
    public static String text(String name) {
        try (var file = Statement.class.getResourceAsStream(name + ".sql")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Statement of(String name) {
        var names = new ArrayList<String>();
        var sql = PARAMETER.matcher(text(name)).replaceAll(match -> {
            if (!names.contains(match.group(1))) {
                names.add(match.group(1));
            }
            return "\\$%d::%s".formatted(names.indexOf(match.group(1)) + 1, TYPES.get(match.group(1)));
        });
        return new Statement(sql, List.copyOf(names));
    }

    Future<RowSet<Row>> run(SqlClient db, Map<String, Object> values) {
        var bound = Tuple.tuple();
        names.forEach(name -> bound.addValue(Objects.requireNonNull(values.get(name), name)));
        return db.preparedQuery(sql).execute(bound);
    }
}
