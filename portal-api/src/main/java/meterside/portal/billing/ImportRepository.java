package meterside.portal.billing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import meterside.db.Settings;
import meterside.portal.billfile.Stored;
import meterside.portal.incoming.Batches.Batch;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;

/** The one transaction of an import. What is not committed when it closes has not happened. */
class ImportRepository implements AutoCloseable {

    /** What our advisory lock is known by: files of bills are taken one after the other. */
    private static final long ONE_IMPORT = 0x62696c6c73L;

    private static final String A_PERIOD_BILLED_TWICE = "23P01";

    private final Connection db;
    private final StagingRepository staging;
    private final CheckRepository checks;
    private final StoreRepository store;
    private final PostRepository posts;
    private final Clock clock;

    /** @throws Import.Failed if the database does not answer */
    ImportRepository(Settings settings, Clock clock) {
        this.clock = clock;
        try {
            db = DriverManager.getConnection(
                    "jdbc:postgresql://%s:%s/%s"
                            .formatted(
                                    settings.required("METERSIDE_DB_HOST", "127.0.0.1"),
                                    settings.required("METERSIDE_DB_PORT", "5432"),
                                    settings.required("METERSIDE_DB_NAME", "meterside")),
                    "meterside_portal",
                    settings.required("METERSIDE_DB_PASSWORD", "a long random word"));
            staging = new StagingRepository(db);
            checks = new CheckRepository(db);
            store = new StoreRepository(db);
            posts = new PostRepository(db);
        } catch (SQLException away) {
            throw failed(away);
        }
    }

    private interface Work<T> {
        T done() throws SQLException, IOException;
    }

    private interface Step {
        void done() throws SQLException, IOException;
    }

    void begin() {
        step(() -> {
            db.setAutoCommit(false);
            execute("set local work_mem = '32MB'");
            execute("select pg_advisory_xact_lock(%d)".formatted(ONE_IMPORT));
            staging.make();
        });
    }

    /** {@return whether a file of this content was taken before} */
    boolean knows(byte[] sha256) {
        return work(() -> {
            try (var ask = db.prepareStatement("select exists (select from bill_import where sha256 = ?)")) {
                ask.setBytes(1, sha256);
                try (var found = ask.executeQuery()) {
                    return found.next() && found.getBoolean(1);
                }
            }
        });
    }

    void stage(Batch batch) {
        step(() -> staging.add(batch));
    }

    void check(Faults faults) {
        step(() -> {
            staging.analyze();
            checks.standing();
            checks.check(faults);
            if (!faults.isEmpty()) {
                checks.billedTwice(faults); // so that one refusal tells all that is wrong
            }
        });
    }

    /** {@return what was stored; with faults, it is to be forgotten} */
    Stored store(About about, Faults faults) {
        return work(() -> {
            var imported = store.importOf(about);
            var bills = store.bills(imported);
            store.reversed();
            var charges = charges(faults);
            if (!faults.isEmpty()) {
                return Stored.NOTHING;
            }
            store.lines();
            var payments = store.payments(about);
            posts.post(imported, about.policy(), clock);
            var corrected = store.corrections();
            return new Stored(
                    bills - corrected,
                    corrected,
                    store.unchanged(),
                    charges,
                    payments,
                    about.content().totals().payments() - payments);
        });
    }

    private long charges(Faults faults) throws SQLException {
        var before = db.setSavepoint();
        try {
            return store.charges();
        } catch (SQLException refused) {
            if (!A_PERIOD_BILLED_TWICE.equals(refused.getSQLState())) {
                throw refused;
            }
            db.rollback(before);
            checks.billedTwice(faults);
            if (faults.isEmpty()) {
                faults.add(0, Fault.Code.BILLED_TWICE, "a period would be billed twice: " + refused.getMessage());
            }
            return 0;
        }
    }

    List<String> unbilled() {
        return work(checks::unbilled);
    }

    void commit() {
        step(db::commit);
    }

    @Override
    public void close() {
        step(db::close);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void step(Step step) {
        work(() -> {
            step.done();
            return true;
        });
    }

    private static <T> T work(Work<T> work) {
        try {
            return work.done();
        } catch (SQLException | IOException failure) {
            throw failed(failure);
        }
    }

    private static Import.Failed failed(Exception failure) {
        return new Import.Failed("The database refused, and nothing was taken: " + failure.getMessage(), failure);
    }
}
