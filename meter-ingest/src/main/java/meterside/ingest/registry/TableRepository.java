package meterside.ingest.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meterside.ingest.registry.Table.Column;
import meterside.ingest.registry.Table.Role;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes rows of any of the registry's tables: usage_point, meter, meter_installation, channel, feed_key, account,
 * service_agreement. Many at once; only when a guard of the schema refuses one are they tried one by one.
 */
@Repository
class TableRepository {

    private static final int AT_ONCE = 1_000;

    /** What the schema's guards say, by their names there: a code and a sentence. */
    private static final Map<String, String[]> WORDS = Map.of(
            "a_meter_is_in_one_place_at_a_time",
                    new String[] {"meter-in-two-places", "The meter is installed elsewhere during that time."},
            "one_channel_of_a_kind_at_a_time",
                    new String[] {"channel-twice", "The point has another such channel during that time."},
            "a_key_means_one_channel_at_a_time",
                    new String[] {"key-means-two", "The key means another channel during that time."},
            "one_agreement_per_point_at_a_time",
                    new String[] {
                        "point-has-two-accounts", "The point is served under another agreement during that time."
                    });

    private final JdbcClient db;
    private final TransactionTemplate savepoint;

    TableRepository(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** A row to be stored: a value for each of the table's columns, as text. */
    record Incoming(int line, List<@Nullable String> values) {}

    /** How a row meets what is stored. */
    enum Meets {
        NOTHING,
        THE_SAME,
        ANOTHER,
        ANOTHER_THAT_MAY_NOT_CHANGE
    }

    /** {@return how each row meets what is stored, by line} */
    Map<Integer, Meets> compare(Table table, List<Incoming> rows) {
        var sql = """
                select i.line, t.id is null as unknown, (%s) is distinct from (%s) as fixed, (%s) is distinct from (%s) as free
                from unnest(%s) as i(line, %s) left join %s t on %s
                """.formatted(
                        list(table.of(Role.FIXED), Column::stored),
                        list(table.of(Role.FIXED), Column::incoming),
                        list(table.of(Role.FREE), Column::stored),
                        list(table.of(Role.FREE), Column::incoming),
                        arrays(table),
                        table.columns().stream()
                                .map(column -> '"' + column.name() + '"')
                                .collect(Collectors.joining(", ")),
                        table.name(),
                        matches(table));
        return parts(rows).stream()
                .flatMap(part -> bind(sql, table, part)
                        .query((row, number) -> Map.entry(
                                row.getInt("line"),
                                row.getBoolean("unknown")
                                        ? Meets.NOTHING
                                        : row.getBoolean("fixed")
                                                ? Meets.ANOTHER_THAT_MAY_NOT_CHANGE
                                                : row.getBoolean("free") ? Meets.ANOTHER : Meets.THE_SAME))
                        .list()
                        .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Inserts rows that meet nothing; tells which could not be, and why. */
    List<Refused> insert(Table table, List<Incoming> rows) {
        var plain = table.columns().stream().filter(column -> !isEnd(column)).toList();
        var sql = """
                insert into %s (%s) select %s from unnest(%s) as i(line, %s)
                """.formatted(
                        table.name(),
                        withSpan(table, plain, column -> '"' + column.name() + '"', "during"),
                        withSpan(table, plain, Column::incoming, "tstzrange(i.\"from\", i.\"to\")"),
                        arrays(table),
                        list(table.columns(), column -> '"' + column.name() + '"'));
        return write(sql, table, rows);
    }

    /** Updates what may change of rows that are stored; tells which could not be, and why. */
    List<Refused> update(Table table, List<Incoming> rows) {
        var plain =
                table.of(Role.FREE).stream().filter(column -> !isEnd(column)).toList();
        var sql = """
                update %s t set %s from unnest(%s) as i(line, %s) where %s
                """.formatted(
                        table.name(),
                        withSpan(
                                table,
                                plain,
                                column -> "\"%s\" = %s".formatted(column.name(), column.incoming()),
                                "during = tstzrange(i.\"from\", i.\"to\")"),
                        arrays(table),
                        list(table.columns(), column -> '"' + column.name() + '"'),
                        matches(table));
        return write(sql, table, rows);
    }

    /** A row that a guard of the schema refused. */
    record Refused(int line, String code, String detail) {}

    private List<Refused> write(String sql, Table table, List<Incoming> rows) {
        var refused = new ArrayList<Refused>();
        for (var part : parts(rows)) {
            if (tried(sql, table, part) != null) {
                for (var row : part) {
                    var why = tried(sql, table, List.of(row));
                    if (why != null) {
                        refused.add(words(row, why));
                    }
                }
            }
        }
        return refused;
    }

    private @Nullable DataIntegrityViolationException tried(String sql, Table table, List<Incoming> rows) {
        try {
            savepoint.executeWithoutResult(status -> bind(sql, table, rows).update());
            return null;
        } catch (DataIntegrityViolationException refused) {
            return refused;
        }
    }

    private static Refused words(Incoming row, DataIntegrityViolationException why) {
        var guard = why.getMostSpecificCause() instanceof PSQLException cause && cause.getServerErrorMessage() != null
                ? String.valueOf(cause.getServerErrorMessage().getConstraint())
                : "";
        var words = WORDS.getOrDefault(guard, new String[] {"refused", "The database refused the row."});
        return new Refused(row.line(), words[0], words[1]);
    }

    private static List<List<Incoming>> parts(List<Incoming> rows) {
        return IntStream.range(0, (rows.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(part -> rows.subList(part * AT_ONCE, Math.min(rows.size(), (part + 1) * AT_ONCE)))
                .toList();
    }

    private JdbcClient.StatementSpec bind(String sql, Table table, List<Incoming> rows) {
        var statement = db.sql(sql)
                .param("lines", rows.stream().mapToInt(Incoming::line).toArray());
        for (var i = 0; i < table.columns().size(); i++) {
            var column = i;
            statement = statement.param(
                    "c" + i, rows.stream().map(row -> row.values().get(column)).toArray(String[]::new));
        }
        return statement;
    }

    private static boolean isEnd(Column column) {
        return column.name().equals("from") || column.name().equals("to");
    }

    private static String withSpan(Table table, List<Column> plain, Function<Column, String> write, String span) {
        var names = new ArrayList<>(plain.stream().map(write).toList());
        if (table.hasSpan()) {
            names.add(span);
        }
        return String.join(", ", names);
    }

    /** {@return the columns, each and a comma between; a row of none would be no SQL} */
    private static String list(List<Column> columns, Function<Column, String> write) {
        return columns.isEmpty() ? "1" : columns.stream().map(write).collect(Collectors.joining(", "));
    }

    private static String arrays(Table table) {
        return ":lines::int[], "
                + IntStream.range(0, table.columns().size())
                        .mapToObj(i ->
                                ":c%d::%s[]".formatted(i, table.columns().get(i).type()))
                        .collect(Collectors.joining(", "));
    }

    private static String matches(Table table) {
        return table.of(Role.KEY).stream()
                .map(column -> column.stored() + " = " + column.incoming())
                .collect(Collectors.joining(" and "));
    }
}
