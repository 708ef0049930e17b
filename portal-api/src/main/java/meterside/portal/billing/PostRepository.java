package meterside.portal.billing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Book;
import meterside.portal.posting.Posting;

/** Has the ledger post what was stored, in the import's own transaction, some thousand at a time. */
class PostRepository implements Posting.Sql {

    private static final int AT_ONCE = 2_000;

    /** What the ledger's statements cannot do without: only it knows which exception means what. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final Connection db;

    PostRepository(Connection db) {
        this.db = db;
    }

    /** From here on payments to these accounts wait; with very many accounts, all payments. So this comes last. */
    void post(long imported, Policy policy, Clock clock) throws SQLException {
        try {
            var posting = new Posting(this, policy, clock);
            var bills = billsOf(imported);
            for (var from = 0; from < bills.length; from += AT_ONCE) {
                posting.bills(
                        LongStream.of(bills).skip(from).limit(AT_ONCE).boxed().toList());
            }
            for (var from = 0; ; from += AT_ONCE) {
                var payments = payments(from);
                if (payments.isEmpty()) {
                    return;
                }
                posting.payments(payments);
            }
        } catch (Refused refused) {
            throw refused.getCause() instanceof SQLException cause ? cause : new SQLException(refused);
        }
    }

    private long[] billsOf(long imported) {
        return read("select id from bill where import = ? order by account, issued_on, id", imported).stream()
                .mapToLong(row -> Long.parseLong(row.getFirst()))
                .toArray();
    }

    private List<Posting.Paid> payments(long from) {
        return read("""
                        select p.id, a.id, p.amount_cents, p.paid_on
                        from incoming_payment p
                        join account a on a.number = p.account
                        order by p.paid_on, p.line
                        offset ? limit ?
                        """, from, (long) AT_ONCE).stream()
                .map(row -> new Posting.Paid(
                        UUID.fromString(row.get(0)),
                        Long.parseLong(row.get(1)),
                        Long.parseLong(row.get(2)),
                        Book.CASH,
                        LocalDate.parse(row.get(3))))
                .toList();
    }

    @Override
    public int write(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException refused) {
            throw new Refused(refused);
        }
    }

    @Override
    public List<List<String>> read(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters);
                var found = statement.executeQuery()) {
            var columns = found.getMetaData().getColumnCount();
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var row = new ArrayList<String>(columns);
                for (var column = 1; column <= columns; column++) {
                    var text = found.getString(column);
                    row.add(text == null ? "" : text);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException refused) {
            throw new Refused(refused);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        var statement = db.prepareStatement(sql);
        for (var place = 0; place < parameters.length; place++) {
            statement.setObject(place + 1, parameters[place]);
        }
        return statement;
    }
}
