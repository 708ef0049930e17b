package meterside.alerts.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meterside.testing.Backing;
import org.awaitility.Awaitility;

/**
 * Holds what alerts asks of the database at a step, by locks that its statements meet; let go, each goes on as if nothing
 * had been. So a process can be killed within a step, and it is seen that it was.
 */
final class Holds implements AutoCloseable {

    /** What a transaction of alerts has just done when its commit is held. */
    enum Commit {
        TOLD,
        CLAIMED,
        MARKED
    }

    private static final int OURS = 4711;

    /** The lock within which alerts claims; see DueRepository. */
    private static final long CLAIMING = 4_711_001;

    private final Backing.Database database;
    private final List<Connection> held = new ArrayList<>();

    Holds(Backing.Database database) {
        this.database = database;
    }

    /** Lets the commits of this database be held. */
    static void prepare(Backing.Database database) throws SQLException {
        try (var db = database.asAdministrator();
                var statement = db.createStatement()) {
            statement.execute("""
                    create function held() returns trigger language plpgsql as $$
                    begin
                        perform pg_advisory_xact_lock_shared(%d, tg_argv[0]::integer);
                        return null;
                    end $$
                    """.formatted(OURS));
            var when = "initially deferred for each row";
            trigger(statement, Commit.TOLD, "after insert on notice deferrable " + when);
            trigger(
                    statement,
                    Commit.CLAIMED,
                    "after update on notice deferrable %s when (old.state = 'pending' and new.state = 'sending')"
                            .formatted(when));
            trigger(statement, Commit.MARKED, "after insert on notice_attempt deferrable " + when);
        }
    }

    private static void trigger(java.sql.Statement statement, Commit commit, String when) throws SQLException {
        statement.execute("create constraint trigger held_%s %s execute function held('%d')"
                .formatted(commit.name(), when, commit.ordinal()));
    }

    /** From now on no row comes into the table. */
    void inserts(String table) {
        hold("lock table %s in share row exclusive mode".formatted(table));
    }

    /** From now on no such transaction is committed. */
    void commits(Commit commit) {
        hold("select pg_advisory_xact_lock(%d, %d)".formatted(OURS, commit.ordinal()));
    }

    /** From now on nothing is claimed. */
    void claims() {
        hold("select pg_advisory_xact_lock(%d)".formatted(CLAIMING));
    }

    private void hold(String statement) {
        try {
            var db = database.asAdministrator();
            held.add(db);
            db.setAutoCommit(false);
            try (var sql = db.createStatement()) {
                sql.execute("set lock_timeout = '30s'");
                sql.execute(statement);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    int waitingToInsert(String table) {
        return waiting("l.relation = '%s'::regclass and a.query like '%%insert into %s%%'".formatted(table, table));
    }

    int waitingToCommit(Commit commit) {
        return waiting("l.classid = %d and l.objid = %d and l.objsubid = 2 and upper(a.query) = 'COMMIT'"
                .formatted(OURS, commit.ordinal()));
    }

    int waitingToClaim() {
        return waiting("l.classid = 0 and l.objid = %d and l.objsubid = 1".formatted(CLAIMING));
    }

    /** {@return how many of alerts' transactions stand before such a lock} */
    private int waiting(String which) {
        return count("""
                select count(*) from pg_locks l join pg_stat_activity a using (pid)
                where not l.granted and a.usename = 'meterside_alerts' and a.datname = current_database() and %s
                """.formatted(which));
    }

    private int count(String sql) {
        try (var db = database.asAdministrator();
                var statement = db.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What is held comes to nothing: whoever asked for it is dead, and the server would notice only once it answered. */
    void forget() {
        count("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where usename = 'meterside_alerts' and datname = current_database()
                """);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count("""
                        select count(*) from pg_stat_activity
                        where usename = 'meterside_alerts' and datname = current_database()
                        """) == 0);
    }

    /** Lets everything go on. */
    @Override
    public void close() {
        try {
            for (var db : held) {
                db.close();
            }
            held.clear();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
