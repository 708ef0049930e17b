package meterside.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import meterside.db.Migrate;
import meterside.db.Settings;
import org.testcontainers.DockerClientFactory;

/**
 * The real TimescaleDB and Kafka of a test run, started once per JVM and stopped at its end.
 *
 * <p>Where a Docker engine answers they are Testcontainers, else our own local ones. {@code -Dit.backing=docker|local}
 * forces one, so that a machine with Docker does not fall back in silence.
 */
public final class Backing {

    static final String PASSWORD = "only-for-tests";
    private static final String TEMPLATE = "meterside_template";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Backing() {}

    /** Where the parts come from. */
    enum Kind {
        DOCKER,
        LOCAL;

        /**
         * {@return the kind to use}
         *
         * @param wanted docker, local or auto
         * @throws IllegalStateException if Docker is wanted and does not answer
         */
        static Kind choose(String wanted, boolean dockerAnswers) {
            return switch (wanted) {
                case "local" -> LOCAL;
                case "auto" -> dockerAnswers ? DOCKER : LOCAL;
                case "docker" -> {
                    if (!dockerAnswers) {
                        throw new IllegalStateException("-Dit.backing=docker, but no Docker engine answers");
                    }
                    yield DOCKER;
                }
                default -> throw new IllegalStateException("-Dit.backing is docker, local or auto, not " + wanted);
            };
        }
    }

    /**
     * A server that the parts run on.
     *
     * @param password the administrator's, whose name is postgres
     */
    record Server(String host, int port, String password) {}

    /** A fresh database with the schema and no rows. Every role's password is the same. */
    public record Database(String host, int port, String name) {

        /** {@return for JDBC; R2DBC takes host, port and name} */
        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        /** {@return a connection as the role of a process, such as {@code ingest}} */
        public Connection as(String process) throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), "meterside_" + process, PASSWORD);
        }

        /** {@return a connection that may do anything, for a test to arrange and to look} It is lent: close it. */
        public Connection asAdministrator() throws SQLException {
            return Administrators.of(this);
        }

        /** {@return the settings of a process that uses this database, {@code METERSIDE_DB_…}} */
        public Map<String, String> settings() {
            return Map.of(
                    "METERSIDE_DB_HOST", host,
                    "METERSIDE_DB_PORT", Integer.toString(port),
                    "METERSIDE_DB_NAME", name,
                    "METERSIDE_DB_PASSWORD", PASSWORD);
        }
    }

    /** {@return a database of its own, migrated, within some 50 ms of the first} */
    public static Database database() {
        var server = ServerHolder.SERVER;
        var name = "it_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
        try (var admin = DriverManager.getConnection(url(server, "postgres"), "postgres", PASSWORD);
                var statement = admin.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, TEMPLATE));
        } catch (SQLException failure) {
            throw new IllegalStateException("could not make the test database " + name, failure);
        }
        return new Database(server.host(), server.port(), name);
    }

    /** {@return Kafka's bootstrap servers} Topics are not cleared between tests: use your own, or look by offset. */
    public static String kafka() {
        return KafkaHolder.BOOTSTRAP;
    }

    /** {@return the checkout's root folder} */
    public static Path root() {
        return Path.of(System.getProperty("meterside.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * {@return a port nobody listens on, for a process that is started soon} It is below those the system gives to
     * connections by itself, or one of these might have it by then.
     */
    public static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // so another one
            }
        }
    }

    private static Kind kind() {
        var wanted = System.getProperty("it.backing", "auto").toLowerCase(Locale.ROOT);
        return Kind.choose(wanted, !wanted.equals("local") && dockerAnswers());
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException noEngine) {
            return false;
        }
    }

    private static String url(Server server, String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database);
    }

    private static void migrateTemplate(Server server) {
        var settings = new HashMap<>(new Database(server.host(), server.port(), TEMPLATE).settings());
        settings.put("METERSIDE_DB_USER", "postgres");
        for (var process : Migrate.PROCESSES) {
            settings.put("METERSIDE_%s_DB_PASSWORD".formatted(process.toUpperCase(Locale.ROOT)), PASSWORD);
        }
        try {
            new Migrate(new Settings(settings)).run();
        } catch (SQLException failure) {
            throw new IllegalStateException("could not migrate the test database", failure);
        }
    }

    private static final class ServerHolder {
        static final Server SERVER = start();

        private static Server start() {
            var server = kind() == Kind.DOCKER ? DockerParts.timescale() : LocalParts.timescale(root());
            migrateTemplate(server);
            return server;
        }
    }

    private static final class KafkaHolder {
        static final String BOOTSTRAP = kind() == Kind.DOCKER ? DockerParts.kafka() : LocalParts.kafka();
    }
}
