package meterside.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import meterside.ingest.block.BlockCodec;
import meterside.ingest.place.Places;
import meterside.ingest.read.Partition;
import meterside.ingest.read.ReadStore;
import meterside.ingest.read.ReadStore.Arrived;
import meterside.ingest.read.ReadStore.Batch;
import meterside.ingest.rollup.Rolling;
import meterside.metering.ReadBlock;
import meterside.metering.UsageChanged;
import meterside.testing.Backing;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One ingest process without its listener: the storing beans wired to a database, as the process's own role, and a clock
 * that stands until it is moved. Nothing runs by itself. Several may share one database, as several processes would.
 */
public final class Works implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    public final StandingClock clock = new StandingClock(NOW);
    public final Backing.Database database;
    private final boolean followed;
    private final HikariDataSource dataSource;
    private final SingleConnectionDataSource adminSource;
    private final JdbcClient admin;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public Works() {
        this(Backing.database());
    }

    public Works(Backing.Database database) {
        this(database, false, unchanged -> {});
    }

    /**
     * @param followed whether a thread of its own stores, which then is the one to ask for news of the registry
     * @param wiring adds to the beans of place, rollup, read and registry
     */
    public Works(Backing.Database database, boolean followed, Consumer<AnnotationConfigApplicationContext> wiring) {
        this.database = database;
        this.followed = followed;
        var password = database.settings().get("METERSIDE_DB_PASSWORD");
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername("meterside_ingest");
        config.setPassword(password);
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        dataSource = new HikariDataSource(config);
        adminSource = new SingleConnectionDataSource(database.jdbcUrl(), "postgres", password, true);
        admin = JdbcClient.create(adminSource);
        context.registerBean(DataSource.class, () -> dataSource);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(dataSource));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        var transactions = new JdbcTransactionManager(dataSource);
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean("lifecycleProcessor", DefaultLifecycleProcessor.class, NothingStartsByItself::new);
        context.scan(
                "meterside.ingest.arrival",
                "meterside.ingest.place",
                "meterside.ingest.rollup",
                "meterside.ingest.lock",
                "meterside.ingest.read",
                "meterside.ingest.registry");
        wiring.accept(context);
        context.refresh();
    }

    private static final class NothingStartsByItself extends DefaultLifecycleProcessor {
        @Override
        public void onRefresh() {
            // the test says what runs
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** {@return the administrator's view, to arrange and to look} */
    public JdbcClient.StatementSpec sql(String sql) {
        return admin.sql(sql);
    }

    /** {@return the rows of a query, each as PostgreSQL writes it, such as {@code (1,a)}} */
    public List<String> rows(String sql) {
        return admin.sql("select r::text from (%s) r".formatted(sql))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** {@return the only value of a query} */
    public String value(String sql) {
        return String.valueOf(admin.sql(sql).query().singleValue());
    }

    /** Makes a usage point with one meter since 2020 and one channel that the feed {@code cmep} calls by {@code key}. */
    public int channel(String key, String zone, String unit, String length) {
        return channel(key, zone, unit, length, "delta");
    }

    public int channel(String key, String zone, String unit, String length, String kind) {
        var point = Long.parseLong(
                value("insert into usage_point (number, commodity, zone) values ('P-%s', 'water', '%s') returning id"
                        .formatted(key, zone)));
        var meter = value("insert into meter (maker, serial) values ('acme', '%s') returning id".formatted(key));
        sql("insert into meter_installation (meter, usage_point, during) values (%s, %d, '[2020-01-01Z,)')"
                        .formatted(meter, point))
                .update();
        return channelAt(point, key, unit, length, kind);
    }

    public int channelAt(long point, String key, String unit, String length, String kind) {
        var channel = Integer.parseInt(value("""
                insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                values (%d, 'volume', 'delivered', '%s', '%s', '%s', '[2020-01-01Z,)') returning id
                """.formatted(point, kind, unit, length)));
        name(channel, key);
        return channel;
    }

    /** Lets the registry know what the feed calls the channel, and says so to whoever listens. */
    public void name(int channel, String key) {
        sql("insert into feed_key (feed, key, channel, during) values ('cmep', '%s', %d, '[2020-01-01Z,)')"
                        .formatted(key, channel))
                .update();
        sql("select pg_notify('registry_changed', '')").query().listOfRows();
        if (!followed) {
            awaitNews();
        }
    }

    /** News of the registry take a moment; where a follower asks for them all the time, that is its business. */
    private void awaitNews() {
        var places = bean(Places.class);
        for (var seen = places.snapshots(); seen > 0 && places.snapshots() == seen; ) {
            places.placer();
        }
    }

    /** Takes a file whose SHA-256 begins with {@code hash}, hexadecimal. */
    public long file(String hash) {
        var sha256 = hash + "0".repeat(64 - hash.length());
        return sql("""
                        insert into source_file (sha256, feed, name, bytes, state, received_at)
                        values (:sha256, 'cmep', :name, 1, 'publishing', '2026-11-20T00:00Z') returning id
                        """)
                .param("sha256", HexFormat.of().parseHex(sha256))
                .param("name", hash)
                .query(Long.class)
                .single();
    }

    /** Stores the blocks in one transaction, as if they had just come from the topic. */
    public List<UsageChanged> store(ReadBlock... blocks) {
        return storeFrom(0, blocks);
    }

    /** As {@link #store}, from another partition. */
    public List<UsageChanged> storeFrom(int partitionNumber, ReadBlock... blocks) {
        var store = bean(ReadStore.class);
        var partition = new Partition("cluster", "topic", partitionNumber);
        var at = store.position(partition, 0).storedNext();
        var arrived = Arrays.stream(blocks)
                .map(block -> new Arrived(block, BlockCodec.encode(block)))
                .toList();
        return store.store(
                new Batch(
                        arrived,
                        new TreeMap<>(Map.of(partition, at)),
                        new TreeMap<>(Map.of(partition, at + blocks.length))),
                bean(Places.class).placer());
    }

    /** Lets all that is due be rolled up. */
    public void rollUp() {
        clock.pass(Duration.ofSeconds(5));
        Rolling.all(context);
    }

    /** {@return all that a repeat may not change: reads, days, revisions and rejections, but for which block brought them} */
    public List<String> contents() {
        return List.of(
                fold("interval_read", "channel, start, billionths, seconds, quality"),
                fold("register_read", "channel, at, billionths, quality"),
                fold("interval_read_revision", "channel, start, billionths, seconds, quality"),
                fold(
                        "usage_day",
                        "channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest"),
                fold("usage_day_due", "channel, day"),
                fold(
                        "read_rejection",
                        "source_file, sequence, first_line, code, last_line, key, reads, detail, block, retaken_at is null"));
    }

    private String fold(String table, String columns) {
        return table + " "
                + value("select count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' order by r::text)), '-')"
                        + " from (select %s from %s) r".formatted(columns, table));
    }

    @Override
    public void close() {
        context.close();
        dataSource.close();
        adminSource.destroy();
    }
}
