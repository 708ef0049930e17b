package meterside.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meterside.testing.Backing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tries every write on every table as every process's role; PostgreSQL itself must refuse what the matrix does not name. */
class GrantsIT {

    private static final Set<String> INGEST = Set.of(
            "insert usage_point",
            "update usage_point",
            "insert meter",
            "update meter",
            "insert meter_installation",
            "update meter_installation",
            "insert channel",
            "update channel",
            "insert feed_key",
            "update feed_key",
            "insert account",
            "update account",
            "insert service_agreement",
            "update service_agreement",
            "insert source_file",
            "update source_file",
            "insert read_rejection",
            "update read_rejection",
            "insert read_block",
            "update read_block",
            "insert interval_read",
            "update interval_read",
            "insert interval_read_revision",
            "insert interval_read_repeat",
            "update interval_read_repeat",
            "insert register_read",
            "update register_read",
            "insert usage_day",
            "update usage_day",
            "insert usage_day_due",
            "update usage_day_due",
            "delete usage_day_due",
            "insert ingest_offset",
            "update ingest_offset",
            "insert weather_day",
            "update weather_day",
            "insert weather_file");

    private static final Set<String> PORTAL = Set.of(
            "insert login",
            "update login",
            "insert session",
            "update session",
            "insert account_access",
            "update account_access",
            "insert sign_in_failure",
            "update sign_in_failure",
            "delete sign_in_failure",
            "insert preference",
            "update preference",
            "insert contact",
            "update contact",
            "insert consent",
            "insert one_time_code",
            "update one_time_code",
            "delete one_time_code",
            "insert second_factor",
            "update second_factor",
            "delete second_factor",
            "insert recovery_code",
            "update recovery_code",
            "insert staff",
            "update staff",
            "insert audit_event",
            "insert usage_alert",
            "update usage_alert",
            "insert usage_alert_version",
            "insert provider_event",
            "insert notice",
            "insert bill_import",
            "insert bill",
            "insert charge",
            "insert charge_line",
            "insert payment_method",
            "insert method_page",
            "insert payment",
            "insert payment_part",
            "insert payment_event",
            "insert autopay",
            "insert autopay_run",
            "insert refund",
            "insert ledger_entry",
            "insert ledger_close",
            "insert settlement_file",
            "insert settlement_line",
            "insert settlement_difference",
            "insert token",
            "insert usage_change_log",
            "insert usage_change",
            "delete usage_change",
            "insert usage_change_offset",
            "insert note",
            "delete note",
            "insert goal",
            "delete goal");

    /** Of a notice, alerts moves what its sending needs; what it says and to whom, nobody changes (see the columns below). */
    private static final Set<String> ALERTS = Set.of(
            "insert alert_evaluation",
            "insert alert_turn",
            "insert notice",
            "insert notice_attempt",
            "insert address_failure",
            "insert provider_event_taken",
            "insert audit_event");

    private static Backing.Database database;

    @BeforeAll
    static void migrate() {
        database = Backing.database();
    }

    @Test
    void ingestWritesReadsAndTheRegistryOnly() throws SQLException {
        assertThat(writesAllowedTo("ingest")).containsExactlyInAnyOrderElementsOf(INGEST);
    }

    @Test
    void thePortalWritesWhatCustomersSayOnly() throws SQLException {
        assertThat(writesAllowedTo("portal")).containsExactlyInAnyOrderElementsOf(PORTAL);
    }

    @Test
    void alertsWritesWhatItDecidedAndWhatBecameOfNoticesOnly() throws SQLException {
        assertThat(writesAllowedTo("alerts")).containsExactlyInAnyOrderElementsOf(ALERTS);
    }

    @Test
    void onlyAlertsMovesANoticeAndNobodyChangesWhatItSays() throws SQLException {
        try (var admin = database.asAdministrator()) {
            assertThat(strings(admin, """
                    select grantee || ' ' || column_name from information_schema.column_privileges
                    where table_name = 'notice' and privilege_type = 'UPDATE' and grantee like 'meterside%'
                    """))
                    .containsExactlyInAnyOrder(
                            "meterside_alerts secret",
                            "meterside_alerts due_at",
                            "meterside_alerts state",
                            "meterside_alerts reason",
                            "meterside_alerts tries",
                            "meterside_alerts claimed_at",
                            "meterside_alerts provider_id",
                            "meterside_alerts sent_at",
                            "meterside_alerts settled_at");
        }
    }

    @Test
    void ofMoneyOnlyWhatMovesIsEverChanged() throws SQLException {
        try (var admin = database.asAdministrator()) {
            assertThat(strings(admin, """
                    select table_name || ': ' || string_agg(column_name, ' ' order by column_name)
                    from information_schema.column_privileges
                    where privilege_type = 'UPDATE' and grantee = 'meterside_portal'
                      and table_name in ('charge', 'payment_method', 'payment', 'autopay', 'refund', 'settlement_difference')
                    group by table_name
                    """))
                    .containsExactlyInAnyOrder(
                            "autopay: ended_at paused_at returns",
                            "charge: reversed_by",
                            "payment: look_at page_url provider_payment provider_session reason receipt state state_at",
                            "payment_method: expires_on forgotten_at label removed_at",
                            "refund: decided_at decided_by look_at note provider_refund state state_at",
                            "settlement_difference: closed_at closed_by note");
        }
    }

    @Test
    void everyTableAndColumnIsExplained() throws SQLException {
        try (var admin = database.asAdministrator()) {
            assertThat(strings(admin, """
                    select c.relname || coalesce('.' || a.attname, '')
                    from pg_class c
                    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                      and c.relname <> 'flyway_schema_history'
                      and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)
                    """)).isEmpty();
        }
    }

    private static Set<String> writesAllowedTo(String process) throws SQLException {
        var allowed = new TreeSet<String>();
        try (var connection = database.as(process)) {
            connection.setAutoCommit(false);
            for (var table : tables()) {
                for (var write : List.of("insert", "update", "delete", "truncate")) {
                    if (isAllowed(connection, write, table)) {
                        allowed.add(write + " " + table);
                    }
                }
            }
        }
        return allowed;
    }

    /** Runs the statement itself, on no rows; only SQLSTATE 42501 counts as a refusal. */
    private static boolean isAllowed(Connection connection, String write, String table) throws SQLException {
        var column = columnOf(table);
        var sql =
                switch (write) {
                    case "insert" -> "insert into %1$s (%2$s) select %2$s from %1$s where false";
                    case "update" -> "update %1$s set %2$s = %2$s where false";
                    case "delete" -> "delete from %1$s where false";
                    default -> "truncate %1$s";
                };
        try (var statement = connection.createStatement()) {
            statement.execute(sql.formatted(table, column));
            return true;
        } catch (SQLException refused) {
            if (!"42501".equals(refused.getSQLState())) {
                throw refused;
            }
            return false;
        } finally {
            connection.rollback();
        }
    }

    private static List<String> tables() throws SQLException {
        try (var admin = database.asAdministrator()) {
            return strings(admin, "select tablename from pg_tables where schemaname = 'public' order by 1");
        }
    }

    private static String columnOf(String table) throws SQLException {
        try (var admin = database.asAdministrator()) {
            return strings(admin, """
                    select attname from pg_attribute
                    where attrelid = '%s'::regclass and attnum > 0 and attidentity = '' and not attisdropped limit 1
                    """.formatted(table)).getFirst();
        }
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
