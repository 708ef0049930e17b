package meterside.alerts.watch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import meterside.alerts.notice.Notices;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.testing.Backing;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The watch alone on a database of its own, as the process's role, and a clock that stands. What other processes write,
 * the administrator writes: a read as ingest would, with its block and what it replaced.
 */
final class Tower implements AutoCloseable {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final long BILLION = 1_000_000_000L;

    final Backing.Database database = Backing.database();
    Instant now = Instant.parse("2026-11-20T17:00:00Z");
    private final SingleConnectionDataSource adminSource;
    private final JdbcClient admin;
    private final HikariDataSource dataSource;
    private AnnotationConfigApplicationContext context;
    private long blocks;

    Tower() {
        var password = database.settings().get("METERSIDE_DB_PASSWORD");
        adminSource = new SingleConnectionDataSource(database.jdbcUrl(), "postgres", password, true);
        admin = JdbcClient.create(adminSource);
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername("meterside_alerts");
        config.setPassword(password);
        config.setMaximumPoolSize(2);
        dataSource = new HikariDataSource(config);
        context = started();
    }

    /** As if the process had died and another been started. */
    void restart() {
        context.close();
        context = started();
    }

    private AnnotationConfigApplicationContext started() {
        var fresh = new AnnotationConfigApplicationContext();
        fresh.registerBean(DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName(""));
        fresh.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        fresh.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        fresh.registerBean(Clock.class, () -> new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        try {
            fresh.registerBean(Class.forName("meterside.alerts.notice.NoticeRepository"));
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
        fresh.registerBean(Notices.class);
        fresh.registerBean(AlertRepository.class);
        fresh.registerBean(HistoryRepository.class);
        fresh.registerBean(EvaluationRepository.class);
        fresh.registerBean(Watch.class);
        fresh.refresh();
        return fresh;
    }

    Watch watch() {
        return context.getBean(Watch.class);
    }

    long id(String sql, Object... params) {
        return admin.sql(sql)
                .params(java.util.Arrays.stream(params)
                        .map(one -> one instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : one)
                        .toList())
                .query(Long.class)
                .single();
    }

    void run(String sql) {
        admin.sql(sql).update();
    }

    /** {@return the rows of a query, each as PostgreSQL writes it, such as {@code (1,a)}} */
    List<String> rows(String sql) {
        return admin.sql("select r::text from (%s) r".formatted(sql))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** {@return everything that was told: key, kind, value} */
    List<String> told() {
        return rows("select key, kind, facts ->> 'value' as value from notice order by key");
    }

    long account(String number) {
        return id("insert into account (number, name) values (?, ?) returning id", number, number);
    }

    /** {@return a login that may see the account} */
    long login(String email, long account) {
        var login = id(
                "insert into login (email, password_hash, created_at) values (?, 'x', '2020-01-01Z') returning id",
                email);
        run("insert into account_access (login, account, granted_at) values (%d, %d, '2020-01-01Z')"
                .formatted(login, account));
        return login;
    }

    long contact(long login, String address) {
        return id("""
                insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night, added_at,
                                     verified_at)
                values (?, 'email', ?, 'en', 'America/New_York', '21:00', '08:00', false, '2020-01-01Z', '2020-01-01Z')
                returning id
                """, login, address);
    }

    long point(String number, String commodity) {
        return id(
                "insert into usage_point (number, commodity, zone) values (?, ?, 'America/New_York') returning id",
                number,
                commodity);
    }

    void serves(long point, long account, String from, @Nullable String to) {
        run("insert into service_agreement (account, usage_point, during) values (%d, %d, tstzrange('%s', %s))"
                .formatted(account, point, start(from), to == null ? "null" : "'%s'".formatted(start(to))));
    }

    int channel(long point, String quantity, String unit) {
        return (int) id("""
                insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                values (?, ?, 'delivered', 'delta', ?, 'PT1H', '[2020-01-01Z,)') returning id
                """, point, quantity, unit);
    }

    /** {@return an alert with one version, made three years ago or when it says} */
    long alert(long account, long login, String watched, String threshold, String unit, String made, long... contacts) {
        var alert = id(
                "insert into usage_alert (account, login, channel, commodity, made_at) values (?, ?, "
                        + (watched.matches("[0-9]+") ? watched + ", null" : "null, '%s'".formatted(watched))
                        + ", ?) returning id",
                account,
                login,
                Instant.parse(made));
        version(alert, threshold, unit, made, false, contacts);
        return alert;
    }

    long version(long alert, String threshold, String unit, String made, boolean estimates, long... contacts) {
        return id(
                "insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)"
                        + " values (?, 'daily', ?, ?, ?, ?, ?) returning id",
                alert,
                new java.math.BigDecimal(threshold).movePointRight(9).longValueExact(),
                unit,
                estimates,
                contacts,
                Instant.parse(made));
    }

    /** Stores a read of an hour at the clock's instant: in place of what is known of the hour. */
    void read(int channel, String start, long units) {
        read(channel, Instant.parse(start), units * BILLION, ReadingQuality.RAW);
    }

    void read(int channel, Instant start, long billionths, ReadingQuality quality) {
        var block = ++blocks;
        run("""
                insert into read_block (id, channel, feed, key, origin, stamped_at, first_line, last_line, unit, accepted,
                                        corrected, unchanged, rejected, stored_at)
                values (%d, %d, 'cmep', 'k', 'feed', '%s', 1, 1, 'gal', 1, 0, 0, 0, '%s')
                """.formatted(block, channel, now, now));
        run("""
                insert into interval_read_revision (start, billionths, block, channel, seconds, quality, revised_at)
                select start, billionths, block, channel, seconds, quality, '%s' from interval_read
                where channel = %d and start = '%s'
                """.formatted(now, channel, start));
        run("""
                insert into interval_read (start, billionths, block, channel, seconds, quality)
                values ('%s', %d, %d, %d, 3600, %d)
                on conflict (channel, start) do update
                set billionths = excluded.billionths, block = excluded.block, quality = excluded.quality
                """.formatted(start, billionths, block, channel, quality.code()));
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    /** {@return when the local day begins} */
    static Instant start(String day) {
        return LocalDate.parse(day).atStartOfDay(NEW_YORK).toInstant();
    }

    /** Lets the watch hear that reads of these days are not what they were. */
    void changed(long point, String first, String last) {
        watch().take(List.of(change(point, first, last)));
    }

    static UsageChanged change(long point, String first, String last) {
        return new UsageChanged(
                new UsagePointId(point),
                new Interval(
                        start(first), start(LocalDate.parse(last).plusDays(1).toString())));
    }

    @Override
    public void close() {
        context.close();
        dataSource.close();
        adminSource.destroy();
    }
}
