package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import meterside.testing.Backing;

/** What a load leaves in the database, row by row. */
final class Left {

    /** What a load leaves, but for the times at which it happened. */
    private static final Map<String, String> CONTENTS = new TreeMap<>(Map.of(
            "reads",
                    "select start, billionths, block, channel, seconds, quality from interval_read order by channel, start",
            "revisions",
                    "select start, billionths, block, channel, seconds, quality from interval_read_revision order by channel, start, block",
            "days",
                    "select channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest from usage_day order by channel, day",
            "days due", "select channel, day from usage_day_due order by channel, day",
            // of an unknown key that was known a moment later nothing is left but that it was so
            "rejections",
                    "select source_file, sequence, first_line, code, last_line, key, reads, detail from read_rejection where retaken_at is null order by 1, 2, 3, 4",
            "blocks",
                    "select id, channel, key, stamped_at, first_line, last_line, accepted, corrected, unchanged, rejected, billionths from read_block order by id",
            "files", "select id, sha256, name, state, records, blocks from source_file order by id"));

    private Left() {}

    /** Fails where the two databases hold different rows. */
    static void assertSame(Backing.Database expected, Backing.Database actual) throws SQLException {
        for (var content : CONTENTS.entrySet()) {
            assertThat(difference(expected, actual, content.getValue()))
                    .as(content.getKey())
                    .isEmpty();
        }
    }

    /** Waits until every day is rolled up. */
    static void awaitQuiet(Backing.Database database) throws SQLException {
        var patience = 1800;
        while (patience-- > 0
                && !one(database, "select count(*) from usage_day_due").equals("0")) {
            Running.pause();
        }
    }

    /** {@return the first rows in which the two databases differ} */
    private static String difference(Backing.Database one, Backing.Database other, String query) throws SQLException {
        try (var left = one.asAdministrator();
                var right = other.asAdministrator();
                var leftRows = rows(left, query);
                var rightRows = rows(right, query)) {
            while (true) {
                var more = leftRows.next();
                if (more != rightRows.next()) {
                    return more ? "a row too few" : "a row too many";
                }
                if (!more) {
                    return "";
                }
                if (!leftRows.getString(1).equals(rightRows.getString(1))) {
                    return leftRows.getString(1) + " is not " + rightRows.getString(1);
                }
            }
        }
    }

    private static ResultSet rows(Connection connection, String query) throws SQLException {
        connection.setAutoCommit(false); // or all rows come at once
        var statement = connection.createStatement();
        statement.setFetchSize(5000);
        return statement.executeQuery("select row::text from (%s) row".formatted(query));
    }

    /** {@return the one value the query finds} */
    static String one(Backing.Database database, String query) throws SQLException {
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }
}
