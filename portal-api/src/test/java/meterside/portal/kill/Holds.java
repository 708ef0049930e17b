package meterside.portal.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import meterside.portal.testing.Provider;
import meterside.testing.Backing;

/**
 * Holds what the portal asks of the database at a step, by locks that its statements meet; let go, each goes on as if nothing
 * had been. So a process can be killed within a step, and it is seen that it was.
 */
final class Holds implements AutoCloseable {

    /** What a transaction of the portal has just done when its commit is held. */
    enum Commit {
        WISHED,
        SETTLED
    }

    private static final int OURS = 4712;

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
            trigger(statement, Commit.WISHED, "after insert on payment", "true");
            trigger(
                    statement,
                    Commit.SETTLED,
                    "after update on payment",
                    "old.state <> 'settled' and new.state = 'settled'");
        }
    }

    private static void trigger(Statement statement, Commit commit, String after, String when) throws SQLException {
        statement.execute("""
                create constraint trigger held_%s %s deferrable initially deferred for each row when (%s)
                execute function held('%d')
                """.formatted(commit.name(), after, when, commit.ordinal()));
    }

    /** From now on nobody wishes to pay for the account; see GuardRepository. */
    void wishes(long account) {
        hold("select pg_advisory_xact_lock(hashtextextended('wish of account ' || %d, 0))".formatted(account));
    }

    /** From now on nothing is noted of any payment, and so none moves. */
    void moves() {
        hold("lock table payment_event in share row exclusive mode");
    }

    /** From now on no such transaction is committed. */
    void commits(Commit commit) {
        hold("select pg_advisory_xact_lock(%d, %d)".formatted(OURS, commit.ordinal()));
    }

    private void hold(String what) {
        try {
            var db = database.asAdministrator();
            held.add(db);
            db.setAutoCommit(false);
            try (var statement = db.createStatement()) {
                statement.execute("set local lock_timeout = '30s'");
                statement.execute(what);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    int waitingToWish() {
        return waiting("l.locktype = 'advisory' and l.objsubid = 1 and a.query like '%wish of account%'");
    }

    int waitingToMove() {
        return waiting("l.relation = 'payment_event'::regclass and a.query like '%insert into payment_event%'");
    }

    int waitingToCommit(Commit commit) {
        return waiting("l.classid = %d and l.objid = %d and l.objsubid = 2 and upper(a.query) like 'COMMIT%%'"
                .formatted(OURS, commit.ordinal()));
    }

    /** {@return how many of the portal's transactions stand before such a lock} */
    private int waiting(String which) {
        return count("""
                select count(*) from pg_locks l join pg_stat_activity a using (pid)
                where not l.granted and a.usename = 'meterside_portal' and a.datname = current_database() and\s""" + which);
    }

    private int count(String sql) {
        try (var db = database.asAdministrator();
                var statement = db.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** What is held comes to nothing: whoever asked for it is dead, and the server would notice only once it answered. */
    void forget() {
        count("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where usename = 'meterside_portal' and datname = current_database()
                """);
        Provider.await("the dead portal's sessions end", () -> count("""
                select count(*) from pg_stat_activity
                where usename = 'meterside_portal' and datname = current_database()
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
