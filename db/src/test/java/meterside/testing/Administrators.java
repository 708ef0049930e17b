package meterside.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The administrator's connections to the databases of a test run, each lent again once it is closed: tests arrange and look
 * by a statement at a time, and a new connection for each, with its exchange of hashes, cost more than most of them.
 */
final class Administrators {

    private static final Map<String, Queue<Connection>> FREE = new ConcurrentHashMap<>();

    private Administrators() {}

    /** {@return a connection that nobody else has; closing it gives it back, with what was not committed undone} */
    static Connection of(Backing.Database database) throws SQLException {
        var free = FREE.computeIfAbsent(database.jdbcUrl(), none -> new ConcurrentLinkedQueue<>());
        for (var one = free.poll(); one != null; one = free.poll()) {
            if (!one.isClosed()) {
                return lent(one, free);
            }
        }
        return lent(DriverManager.getConnection(database.jdbcUrl(), "postgres", Backing.PASSWORD), free);
    }

    private static Connection lent(Connection connection, Queue<Connection> free) {
        var isLent = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (isLent.getAndSet(false)) {
                            giveBack(connection, free);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static void giveBack(Connection connection, Queue<Connection> free) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        free.add(connection);
    }
}
