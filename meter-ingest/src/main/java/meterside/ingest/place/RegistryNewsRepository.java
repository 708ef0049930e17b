package meterside.ingest.place;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;

/**
 * Hears of registry loads, in this process or another: the loader notifies {@code registry_changed} in its transaction.
 * Keeps a connection of its own, which is asked for a sign of life every ten seconds.
 */
@Repository
class RegistryNewsRepository implements AutoCloseable {

    private static final long SIGN_OF_LIFE_NANOS = 10_000_000_000L;

    private final DataSource dataSource;
    private @Nullable Connection connection;
    private long askedAt;

    RegistryNewsRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** {@return true when a load may have been committed since the last call; the first call says so too} */
    synchronized boolean changed() {
        try {
            if (connection == null) {
                connection = listen();
                askedAt = System.nanoTime();
                return true;
            }
            if (System.nanoTime() - askedAt > SIGN_OF_LIFE_NANOS) {
                execute(connection, "select 1");
                askedAt = System.nanoTime();
            }
            var told = connection.unwrap(PGConnection.class).getNotifications();
            return told != null && told.length > 0;
        } catch (SQLException lost) {
            close();
            throw new DataAccessResourceFailureException("lost the connection that hears of registry loads", lost);
        }
    }

    private Connection listen() throws SQLException {
        var fresh = dataSource.getConnection();
        try {
            execute(fresh, "listen registry_changed");
            return fresh;
        } catch (SQLException refused) {
            fresh.close();
            throw refused;
        }
    }

    private static void execute(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the connection back deaf, so that its next user hears nothing. */
    @Override
    public synchronized void close() {
        try (var last = connection) {
            connection = null;
            if (last != null && last.isValid(1)) {
                execute(last, "unlisten *");
            }
        } catch (SQLException alreadyGone) {
            connection = null;
        }
    }
}
