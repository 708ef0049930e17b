package meterside.ingest.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of the registry as its file sees it.
 *
 * @param columns in the order in which a row gives their values
 * @param fileColumns the file's columns that must be there
 * @param optionalColumns those that may be
 */
record Table(String name, String file, List<Column> columns, Set<String> fileColumns, Set<String> optionalColumns) {

    Table {
        columns = List.copyOf(columns);
        fileColumns = Set.copyOf(fileColumns);
        optionalColumns = Set.copyOf(optionalColumns);
    }

    /** What a column is to a row that is loaded again. */
    enum Role {
        /** Part of what names the row. */
        KEY,
        /** Never changes: stored reads rest on it. */
        FIXED,
        /** May change. */
        FREE
    }

    /**
     * A column of the database.
     *
     * @param type PostgreSQL's
     */
    record Column(String name, String type, Role role) {

        /** {@return the value in the row {@code t}} A span's two ends are columns here, and a range there. */
        String stored() {
            return switch (name) {
                case "from" -> "lower(t.during)";
                case "to" -> "upper(t.during)";
                default -> "t." + name;
            };
        }

        /** {@return the value in the row {@code i}} */
        String incoming() {
            return "i.\"%s\"".formatted(name);
        }
    }

    boolean hasSpan() {
        return columns.stream().anyMatch(column -> column.name().equals("from"));
    }

    List<Column> of(Role role) {
        return columns.stream().filter(column -> column.role() == role).toList();
    }

    static Column key(String name, String type) {
        return new Column(name, type, Role.KEY);
    }

    static Column fixed(String name, String type) {
        return new Column(name, type, Role.FIXED);
    }

    static Column free(String name, String type) {
        return new Column(name, type, Role.FREE);
    }

    static Set<String> words(String spaced) {
        return Arrays.stream(spaced.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
