package meterside.portal.billing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import meterside.portal.incoming.Batches.Batch;
import meterside.portal.incoming.BillRows;
import meterside.portal.incoming.CopyText;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Where a file waits to be judged: tables that only this transaction sees and that end with it. */
class StagingRepository {

    private static final String TABLES = """
            create temporary table incoming_bill (
                id bigint, line integer, number text, account text, issued_on date, due_on date, first date, beyond date,
                total_cents bigint, reason text, reason_es text, digest bytea) on commit drop;
            create temporary table incoming_charge (
                id bigint, bill bigint, line integer, service text, kind text, usage_point text, first date, beyond date,
                due_on date, amount_cents bigint, quantity bigint, unit text, basis text, start_register numeric,
                end_register numeric, note text, note_es text) on commit drop;
            create temporary table incoming_line (
                charge bigint, line integer, text text, text_es text, quantity bigint, unit text, price numeric,
                amount_cents bigint) on commit drop;
            create temporary table incoming_payment (
                id uuid, line integer, account text, paid_on date, amount_cents bigint, reference text,
                request_hash bytea) on commit drop
            """;

    private final Connection db;
    private final CopyManager copy;

    StagingRepository(Connection db) throws SQLException {
        this.db = db;
        this.copy = db.unwrap(PGConnection.class).getCopyAPI();
    }

    void make() throws SQLException {
        execute(TABLES);
    }

    void add(Batch batch) throws SQLException, IOException {
        var charges =
                batch.bills().stream().mapToInt(bill -> bill.charges().size()).sum();
        var rows = new BillRows(batch, ids("bill_id_seq", batch.bills().size()), ids("charge_id_seq", charges));
        copy("incoming_bill", rows.bills());
        copy("incoming_charge", rows.charges());
        copy("incoming_line", rows.lines());
        copy("incoming_payment", rows.payments());
    }

    /** Lets the planner know how much there is. */
    void analyze() throws SQLException {
        execute("analyze incoming_bill; analyze incoming_charge; analyze incoming_line; analyze incoming_payment");
    }

    private void copy(String table, CopyText rows) throws SQLException, IOException {
        if (!rows.isEmpty()) {
            copy.copyIn("copy %s from stdin".formatted(table), new ByteArrayInputStream(rows.bytes()));
        }
    }

    private long[] ids(String sequence, int count) throws SQLException {
        try (var ask = db.prepareStatement("select nextval(?::regclass) from generate_series(1, ?)")) {
            ask.setString(1, sequence);
            ask.setInt(2, count);
            try (var found = ask.executeQuery()) {
                var ids = new long[count];
                for (var n = 0; found.next(); n++) {
                    ids[n] = found.getLong(1);
                }
                return ids;
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }
}
