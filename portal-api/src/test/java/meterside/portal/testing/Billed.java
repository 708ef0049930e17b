package meterside.portal.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import meterside.portal.allocation.Policies;
import meterside.portal.books.Book;
import meterside.portal.posting.Posting;
import meterside.testing.Backing;

/** Bills as a billing system sends them, stored and posted, and payments to post. */
public final class Billed {

    private static final AtomicInteger NUMBERS = new AtomicInteger(7000);

    private final Backing.Database database;
    private final Rows rows;
    private final Clock clock;
    private final String policy;
    private final long file;

    public Billed(Backing.Database database, Clock clock) {
        this(database, clock, Policies.USUAL);
    }

    /** @param policy by which credit is applied */
    public Billed(Backing.Database database, Clock clock, String policy) {
        this.database = database;
        this.rows = new Rows(database);
        this.clock = clock;
        this.policy = policy;
        this.file = rows.write("""
                insert into bill_import (sha256, name, format, currency, bills, charges, total_cents, imported_at)
                values (sha256(?::bytea), 'bills.json', 'json', 'USD', 1, 1, 1, '2020-01-01T05:00:00Z') returning id
                """, "file " + NUMBERS.incrementAndGet());
    }

    /**
     * A charge to be billed.
     *
     * @param kind service, penalty, fee, agreement or credit
     */
    public record Line(String service, String kind, long cents) {}

    public static Line of(String service, long cents) {
        return new Line(service, "service", cents);
    }

    public static Line of(String service, String kind, long cents) {
        return new Line(service, kind, cents);
    }

    /** {@return the id of a new bill, posted} It bills the month before its day. */
    public long bill(long account, String issuedOn, String dueOn, Line... lines) {
        var bill = store(account, issuedOn, dueOn, lines);
        post(bill);
        return bill;
    }

    /** {@return the id of a new bill that is not posted yet} */
    public long store(long account, String issuedOn, String dueOn, Line... lines) {
        return store(account, issuedOn, dueOn, 0, lines);
    }

    /** {@return the id of a bill that replaces another, posted} */
    public long correct(long bill, String issuedOn, Line... lines) {
        var account = rows.write("select account from bill where id = ?", bill);
        var due = rows.text("select due_on from bill where id = ?", bill);
        var corrected = store(account, issuedOn, due, bill, lines);
        post(corrected);
        return corrected;
    }

    private long store(long account, String issuedOn, String dueOn, long corrects, Line... lines) {
        var number = corrects == 0
                ? "B-" + NUMBERS.incrementAndGet()
                : rows.text("select number from bill where id = ?", corrects);
        var version = corrects == 0 ? 1 : 1 + rows.write("select version from bill where id = ?", corrects);
        var first = corrects == 0
                ? LocalDate.parse(issuedOn).minusMonths(1).toString()
                : rows.text("select lower(during) from bill where id = ?", corrects);
        var end = corrects == 0 ? issuedOn : rows.text("select upper(during) from bill where id = ?", corrects);
        var total = 0L;
        for (var line : lines) {
            total += line.kind().equals("credit") ? -line.cents() : line.cents();
        }
        var bill = rows.write(
                """
                insert into bill (number, version, account, issued_on, due_on, during, total_cents, corrects, reason, import)
                values (?, ?, ?, ?::date, ?::date, daterange(?::date, ?::date), ?, nullif(?, 0),
                        case when ? then 'It was wrong.' end, ?)
                returning id
                """,
                number,
                (short) version,
                account,
                issuedOn,
                dueOn,
                first,
                end,
                total,
                corrects,
                corrects > 0,
                file);
        if (corrects > 0) {
            rows.write("update charge set reversed_by = ? where bill = ?", bill, corrects);
        }
        for (var line : lines) {
            rows.write("""
                    insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                    values (?, ?, ?, ?, daterange(?::date, ?::date), ?::date, ?, 'flat')
                    """, bill, account, line.service(), line.kind(), first, end, dueOn, line.cents());
        }
        return bill;
    }

    /** Months of bills, all alike, posted, each followed by a payment of the next of these amounts. In one transaction. */
    public void history(long account, String first, int months, List<Line> lines, List<Long> payments) {
        var from = LocalDate.parse(first);
        var number = NUMBERS.getAndAdd(months);
        var bills = ids("""
                insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                select 'H-' || (%2$d + n), %1$d, day, day + 24, daterange((day - interval '1 month')::date, day), 0, %3$d
                from (select n, (date '%4$s' + n * interval '1 month')::date as day from generate_series(0, %5$d) n) months
                order by n returning id
                """.formatted(account, number, file, first, months - 1));
        for (var line : lines) {
            ids("""
                    insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                    select id, account, '%s', '%s', during, due_on, %d, 'flat' from bill where id between %d and %d returning id
                    """.formatted(line.service(), line.kind(), line.cents(), bills.getFirst(), bills.getLast()));
        }
        var paid = new ArrayList<Posting.Paid>();
        for (var month = 0; month < months; month++) {
            paid.add(new Posting.Paid(
                    new UUID(account, month),
                    account,
                    payments.get(month % payments.size()),
                    Book.CLEARING,
                    from.plusMonths(month).plusDays(20)));
        }
        ids("""
                insert into payment (id, kind, origin, amount_cents, fee_cents, currency, language, request_hash, state,
                                     created_at, effective_on, state_at)
                select id::uuid, 'card', 'page', 1, 0, 'USD', 'en', sha256('request'::bytea), 'settled', '%1$s', '%2$s', '%1$s'
                from unnest(array[%3$s]) as id returning 1 as id
                """.formatted(
                clock.instant(),
                first,
                paid.stream().map(one -> "'%s'".formatted(one.payment())).collect(Collectors.joining(","))));
        posting(posting -> {
            for (var month = 0; month < months; month++) {
                posting.bills(List.of(bills.get(month)));
                posting.payments(List.of(paid.get(month)));
            }
        });
    }

    /** {@return new accounts, each with one bill of one charge, which is not posted yet} In three statements, however many. */
    public List<Long> many(int count, String issuedOn, String dueOn, Line line) {
        var first = NUMBERS.getAndAdd(count);
        rows.write(
                """
                with a as (
                    insert into account (number, name) select 'M-' || n, 'One of many' from generate_series(?, ?) n
                    returning id, number),
                b as (
                    insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                    select number, id, ?::date, ?::date, daterange(?::date, ?::date), ?, ? from a
                    returning id, account, due_on, during)
                insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                select id, account, ?, ?, during, due_on, ?, 'flat' from b
                """,
                first,
                first + count - 1,
                issuedOn,
                dueOn,
                LocalDate.parse(issuedOn).minusMonths(1).toString(),
                issuedOn,
                line.cents(),
                file,
                line.service(),
                line.kind(),
                line.cents());
        return ids("select id from account where number like 'M-%%' and substr(number, 3)::bigint >= %d order by id"
                .formatted(first));
    }

    /** {@return the bills of accounts} */
    public Long[] of(List<Long> accounts) {
        var first = accounts.getFirst();
        return ids("select id from bill where account between %d and %d order by id"
                        .formatted(first, accounts.getLast()))
                .toArray(Long[]::new);
    }

    private List<Long> ids(String sql) {
        try (var db = database.asAdministrator()) {
            return new Transaction(db)
                    .read(sql).stream().map(row -> Long.valueOf(row.getFirst())).toList();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void post(Long... bills) {
        posting(posting -> posting.bills(List.of(bills)));
    }

    public void post(List<Posting.Paid> payments) {
        posting(posting -> posting.payments(payments));
    }

    /** What is done in one transaction. */
    public interface Work {
        void with(Posting posting);
    }

    /** Posts as the portal's own role does, in one transaction. */
    public void posting(Work work) {
        try (var db = database.as("portal")) {
            db.setAutoCommit(false);
            work.with(new Posting(new Transaction(db), Policies.find(policy), clock));
            db.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return the id of a payment, which is not posted} */
    public UUID payment(long cents, Map<Long, Long> parts) {
        var id = UUID.randomUUID();
        rows.write("""
                insert into payment (id, kind, origin, amount_cents, fee_cents, currency, language, request_hash, state,
                                     created_at, effective_on, state_at)
                values (?, 'card', 'page', ?, 0, 'USD', 'en', sha256('request'::bytea), 'settled', ?, '2026-11-20', ?)
                """, id, cents, clock.instant(), clock.instant());
        parts.forEach((account, part) -> rows.write(
                "insert into payment_part (payment, account, amount_cents) values (?, ?, ?)", id, account, part));
        return id;
    }

    public UUID payment(long account, long cents) {
        return payment(cents, Map.of(account, cents));
    }

    /** A connection's open transaction. */
    private record Transaction(Connection db) implements Posting.Sql {

        @Override
        public int write(String sql, Object... parameters) {
            try (var statement = statement(sql, parameters)) {
                return statement.executeUpdate();
            } catch (SQLException failure) {
                throw new IllegalStateException(sql, failure);
            }
        }

        @Override
        public List<List<String>> read(String sql, Object... parameters) {
            try (var statement = statement(sql, parameters);
                    var found = statement.executeQuery()) {
                var rows = new ArrayList<List<String>>();
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                        row.add(found.getString(column) == null ? "" : found.getString(column));
                    }
                    rows.add(row);
                }
                return rows;
            } catch (SQLException failure) {
                throw new IllegalStateException(sql, failure);
            }
        }

        private PreparedStatement statement(String sql, Object... parameters) throws SQLException {
            var statement = db.prepareStatement(sql);
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            return statement;
        }
    }
}
