package meterside.portal.settlement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import meterside.db.Settings;

/** Stores a settlement file and compares it with the ledger, in one transaction. Blocking: for the command only. */
class ReconciliationRepository {

    /** Two files at once would each see the other's differences half made. */
    private static final String ALONE = "select pg_advisory_xact_lock(7174)";

    /**
     * What each payment's movements are by the ledger and by the files taken so far, for every payment that a file of this day
     * names, that differed before, or that was posted on this day; then what they differ in. Days are of no account beyond that:
     * a payment of one minute before midnight here is often one of the next day there. What was posted after the newest day there
     * is a file of is not missing there yet, so either sum of ours will do, that by then or that of all. Of a day's files the one
     * taken last stands.
     *
     * <p>A movement's kind follows from the cause of its entry. Refunds that came back and disputes that were won are counted with
     * what they undo; what took a bank's debit back is a return, whatever the provider calls it.
     */
    private static final String COMPARE = """
            create temporary table compared on commit drop as
            with asked as (
                select l.provider_payment from settlement_line l join settlement_file f on f.id = l.file where f.day = ?
                union
                select provider_payment from settlement_difference where closed_at is null
                union
                select p.provider_payment
                from ledger_entry e join payment p on p.id = e.payment
                where (e.debit = 'clearing' or e.credit = 'clearing') and e.posted_at >= ? and e.posted_at < ?
                  and p.provider_payment is not null),
            moved as (
                select p.provider_payment, e.payment, e.posted_at, e.cause,
                       case split_part(e.cause, ':', 1)
                           when 'payment' then 'charge' when 'fee' then 'charge'
                           when 'refund' then 'refund' when 'refund-failed' then 'refund'
                           when 'return' then 'return' else 'dispute' end as concerns,
                       case when e.debit = 'clearing' then e.amount_cents else -e.amount_cents end as cents
                from asked a
                join payment p on p.provider_payment = a.provider_payment
                join ledger_entry e on e.payment = p.id and (e.debit = 'clearing' or e.credit = 'clearing')),
            ours as (
                select provider_payment, concerns, sum(cents) as cents,
                       sum(cents) filter (where posted_at < ?) as by_then,
                       count(distinct case split_part(cause, ':', 1) when 'fee' then 'payment' || substr(cause, 4) else cause end)
                           as movements
                from moved group by provider_payment, concerns),
            lines as (
                select l.provider_payment, l.gross_cents as cents,
                       case when l.kind not in ('dispute', 'return') or p.kind is null then l.kind
                            when p.kind = 'bank' then 'return' else 'dispute' end as concerns
                from asked a
                join settlement_line l on l.provider_payment = a.provider_payment
                join settlement_file f on f.id = l.file
                left join payment p on p.provider_payment = l.provider_payment
                where not exists (select from settlement_file later where later.day = f.day and later.id > f.id)),
            theirs as (
                select provider_payment, concerns, sum(cents) as cents, count(*) as movements
                from lines group by provider_payment, concerns),
            both_sides as (
                select coalesce(o.provider_payment, t.provider_payment) as provider_payment, coalesce(o.concerns, t.concerns) as concerns,
                       o.cents as ours, o.by_then, t.cents as theirs, o.movements as our_movements, t.movements as their_movements
                from ours o full join theirs t on t.provider_payment = o.provider_payment and t.concerns = o.concerns)
            select b.provider_payment, b.concerns, b.ours, b.theirs,
                   (select p.id from payment p where p.provider_payment = b.provider_payment) as payment,
                   case when coalesce(b.theirs, 0) in (coalesce(b.ours, 0), coalesce(b.by_then, 0)) then null
                        when b.theirs is null then 'missing-there'
                        when b.ours is null then 'missing-here'
                        when b.their_movements > b.our_movements then 'twice'
                        else 'amount' end as kind
            from both_sides b
            """;

    private static final String CLOSE = """
            update settlement_difference d set closed_at = ?
            where d.closed_at is null
              and not exists (select from compared c where c.provider_payment = d.provider_payment and c.concerns = d.concerns
                                and c.kind = d.kind)
            """;

    /** What somebody closed stays closed while it is what they saw. */
    private static final String OPEN = """
            insert into settlement_difference (kind, provider_payment, concerns, payment, day, ours_cents, theirs_cents, opened_at)
            select c.kind, c.provider_payment, c.concerns, c.payment, ?, c.ours, c.theirs, ?
            from compared c
            where c.kind is not null
              and not exists (select from settlement_difference d where d.provider_payment = c.provider_payment
                                and d.concerns = c.concerns and d.kind = c.kind
                                and (d.closed_at is null
                                     or (d.closed_by is not null
                                         and (d.ours_cents, d.theirs_cents) is not distinct from (c.ours::bigint, c.theirs::bigint))))
            order by c.provider_payment, c.concerns
            """;

    private final Settings settings;

    ReconciliationRepository(Settings settings) {
        this.settings = settings;
    }

    /** What came of a file. */
    record Found(boolean isNew, int opened, int closed, int open) {}

    Found take(String name, byte[] bytes, SettlementFile file, ZoneId zone, Instant now) {
        try (var db = connect()) {
            db.setAutoCommit(false);
            try (var lock = db.createStatement()) {
                lock.execute(ALONE);
            }
            var id = insertFile(db, name, bytes, file, now);
            if (id == 0) {
                db.rollback();
                return new Found(false, 0, 0, 0);
            }
            insertLines(db, id, file);
            compare(db, file.day(), zone);
            var closed = update(db, CLOSE, at(now));
            var opened = update(db, OPEN, file.day(), at(now));
            var open = open(db);
            db.commit();
            return new Found(true, opened, closed, open);
        } catch (SQLException failure) {
            throw new SettlementFile.Refused("The database refused: " + failure.getMessage());
        }
    }

    private static long insertFile(Connection db, String name, byte[] bytes, SettlementFile file, Instant now)
            throws SQLException {
        try (var insert = db.prepareStatement("""
                insert into settlement_file (sha256, name, day, lines, gross_cents, taken_at) values (?, ?, ?, ?, ?, ?)
                on conflict (day, sha256) do nothing returning id
                """)) {
            insert.setBytes(1, sha256(bytes));
            insert.setString(2, name);
            insert.setObject(3, file.day());
            insert.setInt(4, file.lines().size());
            insert.setLong(
                    5,
                    file.lines().stream()
                            .mapToLong(SettlementFile.Line::grossCents)
                            .sum());
            insert.setObject(6, at(now));
            try (var made = insert.executeQuery()) {
                return made.next() ? made.getLong(1) : 0;
            }
        }
    }

    private static void insertLines(Connection db, long id, SettlementFile file) throws SQLException {
        try (var insert = db.prepareStatement("""
                insert into settlement_line (file, line, provider_payment, kind, gross_cents, fee_cents) values (?, ?, ?, ?, ?, ?)
                """)) {
            var number = 0;
            for (var line : file.lines()) {
                number++;
                insert.setLong(1, id);
                insert.setInt(2, number);
                insert.setString(3, line.providerPayment());
                insert.setString(4, line.kind());
                insert.setLong(5, line.grossCents());
                insert.setLong(6, line.feeCents());
                insert.addBatch();
                if (number % 1000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void compare(Connection db, LocalDate day, ZoneId zone) throws SQLException {
        update(
                db,
                COMPARE,
                day,
                start(day, zone),
                start(day.plusDays(1), zone),
                start(newest(db).plusDays(1), zone));
    }

    private static OffsetDateTime start(LocalDate day, ZoneId zone) {
        return at(day.atStartOfDay(zone).toInstant());
    }

    private static LocalDate newest(Connection db) throws SQLException {
        try (var query = db.prepareStatement("select max(day) from settlement_file");
                var found = query.executeQuery()) {
            found.next();
            return found.getObject(1, LocalDate.class);
        }
    }

    private static int open(Connection db) throws SQLException {
        try (var query = db.prepareStatement("select count(*) from settlement_difference where closed_at is null");
                var found = query.executeQuery()) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    private static int update(Connection db, String sql, Object... values) throws SQLException {
        try (var statement = db.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.required("METERSIDE_DB_HOST", "127.0.0.1"),
                        settings.required("METERSIDE_DB_PORT", "5432"),
                        settings.required("METERSIDE_DB_NAME", "meterside"));
        return DriverManager.getConnection(
                url, "meterside_portal", settings.required("METERSIDE_DB_PASSWORD", "a long random word"));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
