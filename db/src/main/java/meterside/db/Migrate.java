package meterside.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Makes the database, the three roles and the schema, or brings them up to date. Safe to run again at any time.
 *
 * <p>Settings: {@code METERSIDE_DB_HOST}, {@code METERSIDE_DB_PORT}, {@code METERSIDE_DB_NAME}, the administrator's
 * {@code METERSIDE_DB_USER} and {@code METERSIDE_DB_PASSWORD}, and the password of each process's role:
 * {@code METERSIDE_INGEST_DB_PASSWORD}, {@code METERSIDE_ALERTS_DB_PASSWORD}, {@code METERSIDE_PORTAL_DB_PASSWORD}.
 */
public final class Migrate {

    /** The processes that have a role of their own, {@code meterside_} and the name. */
    public static final List<String> PROCESSES = List.of("ingest", "alerts", "portal");

    private final Settings settings;

    public Migrate(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        try {
            var name = new Migrate(new Settings(System.getenv())).run();
            System.out.println("The database " + name + " is up to date.");
        } catch (Settings.Missing | SQLException | IllegalStateException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(2);
        }
    }

    /**
     * {@return the database's name, once it is up to date}
     *
     * @throws IllegalStateException if the server has no TimescaleDB, in one sentence
     */
    public String run() throws SQLException {
        var name = settings.required("METERSIDE_DB_NAME", "meterside");
        try (var server = connect("postgres")) {
            refuseWithoutTimescale(server);
            createDatabase(server, name);
            for (var process : PROCESSES) {
                createRole(server, process);
            }
        }
        Flyway.configure()
                .dataSource(url(name), user(), password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return name;
    }

    private static void refuseWithoutTimescale(Connection server) throws SQLException {
        try (var statement = server.createStatement();
                var found =
                        statement.executeQuery("select 1 from pg_available_extensions where name = 'timescaledb'")) {
            if (!found.next()) {
                throw new IllegalStateException(
                        "This PostgreSQL server has no TimescaleDB: install the timescaledb extension on it and start again.");
            }
        }
    }

    private static void createDatabase(Connection server, String name) throws SQLException {
        try (var look = server.prepareStatement("select 1 from pg_database where datname = ?")) {
            look.setString(1, name);
            try (var found = look.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
        }
        execute(server, "create database %I", name);
    }

    private void createRole(Connection server, String process) throws SQLException {
        var role = "meterside_" + process;
        var setting = "METERSIDE_%s_DB_PASSWORD".formatted(process.toUpperCase(java.util.Locale.ROOT));
        var password = settings.required(setting, "a long random word");
        try (var look = server.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            look.setString(1, role);
            try (var found = look.executeQuery()) {
                if (!found.next()) {
                    execute(server, "create role %I login", role);
                }
            }
        }
        execute(server, "alter role %I password %L", role, password);
    }

    /** Names and passwords cannot be parameters of these statements; the server's own format() quotes them. */
    private static void execute(Connection server, String template, String... words) throws SQLException {
        try (var format = server.prepareStatement("select format(?, variadic ?::text[])")) {
            format.setString(1, template);
            format.setArray(2, server.createArrayOf("text", words));
            try (var formatted = format.executeQuery();
                    var statement = server.createStatement()) {
                formatted.next();
                statement.execute(formatted.getString(1));
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), password());
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.required("METERSIDE_DB_HOST", "127.0.0.1"),
                        settings.required("METERSIDE_DB_PORT", "5432"),
                        database);
    }

    private String user() {
        return settings.required("METERSIDE_DB_USER", "postgres");
    }

    private String password() {
        return settings.required("METERSIDE_DB_PASSWORD", "a long random word");
    }
}
