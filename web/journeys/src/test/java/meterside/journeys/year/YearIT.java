package meterside.journeys.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import meterside.alerts.AlertsApplication;
import meterside.ingest.Works;
import meterside.metering.ChannelId;
import meterside.metering.LocalDays;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import meterside.metering.Topics;
import meterside.metering.Unit;
import meterside.rule.DailyThreshold;
import meterside.rule.DayHistory;
import meterside.rule.Oracle;
import meterside.rule.ReadVersion;
import meterside.rule.Term;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Thirteen months of one home with two water meters in different units, over three clock changes and a move: reads in order
 * of arrival through ingest's storing transaction, announced by Kafka to alerts, which is away for some weeks in between.
 * What alerts decided, the fold over all that is stored in the end, and an oracle that shares no code agree on every
 * day, instant and sum; and so does all of it once more from the topic's beginning.
 *
 * <p>{@code -Dyear.days=…} and {@code -Dyear.seed=…} choose another stretch or another world.
 */
class YearIT {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDays LOCAL = new LocalDays(NEW_YORK);
    private static final LocalDate FIRST = LocalDate.parse("2025-10-20");
    private static final LocalDate MOVE = LocalDate.parse("2026-03-08");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Map<String, Unit> CHANNELS =
            new TreeMap<>(Map.of("house", Unit.US_GALLON, "garden", Unit.CUBIC_FOOT));

    private final int days = Integer.getInteger("year.days", 392);
    private final long seed = Long.getLong("year.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Works works = new Works();
    private final HeadEnd headEnd = new HeadEnd(random, CHANNELS);
    private final Map<String, Integer> channels = new TreeMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private long former;
    private long now;

    /** A version of an alert. */
    private static final class Wish {
        private final String account;
        private final String watched;
        private final String threshold;
        private final Unit unit;
        private final boolean estimates;
        private final int contacts;
        private final int madeOnDay;
        private final @Nullable Wish before;
        private final @Nullable Integer endsOnDay;
        private Instant made = NEVER;
        private Instant replaced = NEVER;
        private Instant ended = NEVER;
        private long alert;
        private long version;

        Wish(
                String account,
                String watched,
                String threshold,
                Unit unit,
                boolean estimates,
                int contacts,
                int madeOnDay,
                @Nullable Wish before,
                @Nullable Integer endsOnDay) {
            this.account = account;
            this.watched = watched;
            this.threshold = threshold;
            this.unit = unit;
            this.estimates = estimates;
            this.contacts = contacts;
            this.madeOnDay = madeOnDay;
            this.before = before;
            this.endsOnDay = endsOnDay;
        }
    }

    @Test
    void liveAndBackTestAndOracleAgree() throws ExecutionException, InterruptedException {
        System.out.println("seed " + seed + ", days " + days);
        home();
        wish("former", "water", "1350", Unit.US_GALLON, false, 1, 3, null, null);
        var house = wish("demo", "house", "165", Unit.US_GALLON, false, 2, 141, null, null);
        var lower = wish("demo", "house", "150", Unit.US_GALLON, false, 1, 200, house, null);
        wish("demo", "house", "172.5", Unit.US_GALLON, true, 2, 300, lower, null);
        wish("demo", "water", "5000", Unit.LITRE, true, 1, 141, null, null);
        wish("demo", "garden", "24", Unit.CUBIC_FOOT, false, 1, 150, null, 260);
        wish("demo", "water", "1250", Unit.US_GALLON, false, 1, 160, null, null);

        var stored = new ArrayList<Stored>();
        var alerts = alerts("alerts");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Backing.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var day = 0; day < days; day++) {
                if (day == 60 || day == 230) {
                    alerts.close();
                }
                if (day == 85 || day == 233) {
                    alerts = alerts("alerts");
                }
                aDay(day, stored, producer);
            }
            producer.flush();
        }
        awaitAllRead("alerts");
        alerts.close();

        var oracle = oracle(stored);
        assertThat(live()).isEqualTo(oracle);
        assertThat(backTest()).isEqualTo(oracle);
        assertThat(told()).isEqualTo(expectedNotices(oracle));
        assertThat(oracle.size()).isGreaterThan(days / 8);
        System.out.printf(
                "%d reads in %d files: %d days passed, %d notices%n",
                works.sql("select count(*) from interval_read")
                        .query(Long.class)
                        .single(),
                stored.size(),
                oracle.size(),
                told().size());

        var replay = alerts("alerts-again");
        awaitAllRead("alerts-again");
        replay.close();
        assertThat(live()).isEqualTo(oracle);
        assertThat(told()).isEqualTo(expectedNotices(oracle));
        works.close();
    }

    /** What was stored at one instant. */
    private record Stored(Instant at, List<Oracle.Read> reads) {}

    private void home() {
        CHANNELS.forEach((key, unit) -> channels.put(key, works.channel(key, NEW_YORK.getId(), unit.symbol(), "PT1H")));
        former = account("former", FIRST.minusYears(1), MOVE);
        now = account("demo", MOVE, null);
    }

    private long account(String name, LocalDate from, @Nullable LocalDate to) {
        var account = works.sql("insert into account (number, name) values (?, ?) returning id")
                .params(name, name)
                .query(Long.class)
                .single();
        var login = works.sql("""
                        insert into login (email, password_hash, created_at) values (?, 'x', '2020-01-01Z') returning id
                        """)
                .param(name + "@meterside.example")
                .query(Long.class)
                .single();
        works.sql("insert into account_access (login, account, granted_at) values (?, ?, '2020-01-01Z')")
                .params(login, account)
                .update();
        works.sql("""
                        insert into service_agreement (account, usage_point, during)
                        select %d, id, tstzrange('%s', %s) from usage_point
                        """.formatted(
                        account, LOCAL.startOf(from), to == null ? "null" : "'%s'".formatted(LOCAL.startOf(to))))
                .update();
        for (var number = 1; number <= 2; number++) {
            works.sql("""
                            insert into contact (login, medium, address, language, zone, quiet_from, quiet_to,
                                                 urgent_at_night, added_at, verified_at)
                            values (?, 'email', ?, 'en', 'America/New_York', '21:00', '08:00', false, '2020-01-01Z',
                                    '2020-01-01Z')
                            """)
                    .params(login, "%s%d@meterside.example".formatted(name, number))
                    .update();
        }
        return account;
    }

    private Wish wish(
            String account,
            String watched,
            String threshold,
            Unit unit,
            boolean estimates,
            int contacts,
            int madeOnDay,
            @Nullable Wish before,
            @Nullable Integer endsOnDay) {
        var wish = new Wish(account, watched, threshold, unit, estimates, contacts, madeOnDay, before, endsOnDay);
        wishes.add(wish);
        return wish;
    }

    /** Files at about six and fifteen hours; in between customers set, change and end alerts. */
    private void aDay(int number, List<Stored> stored, KafkaProducer<byte[], byte[]> producer) {
        var begin = LOCAL.startOf(FIRST.plusDays(number));
        var last = begin;
        for (var hour : List.of(6, 15)) {
            var at = begin.plus(Duration.ofHours(hour)).plusSeconds(random.nextInt(3000));
            for (; last.plusSeconds(3600).isBefore(at); last = last.plusSeconds(3600)) {
                headEnd.measure(last);
            }
            works.clock.set(at);
            stored.add(store(at, producer));
            if (hour == 6) {
                works.clock.pass(Duration.ofHours(3));
                change(number, works.clock.instant());
            }
        }
        var next = LOCAL.startOf(FIRST.plusDays(number + 1));
        for (; last.isBefore(next); last = last.plusSeconds(3600)) {
            headEnd.measure(last);
        }
        if (number % 7 == 0) {
            works.rollUp();
        }
    }

    private Stored store(Instant at, KafkaProducer<byte[], byte[]> producer) {
        var hash = HexFormat.of().toHexDigits(random.nextLong());
        var file = headEnd.file(at, works.file(hash), hash);
        if (!file.blocks().isEmpty()) {
            for (var change : works.store(file.blocks().toArray(ReadBlock[]::new))) {
                producer.send(new ProducerRecord<>(
                        Topics.USAGE_CHANGED,
                        Long.toString(change.usagePoint().value()).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        change.toBytes()));
            }
        }
        return new Stored(at, file.reads());
    }

    private void change(int day, Instant at) {
        for (var wish : wishes) {
            if (wish.madeOnDay == day) {
                make(wish, at);
            }
            if (wish.endsOnDay != null && wish.endsOnDay == day) {
                wish.ended = at;
                works.sql("update usage_alert set ended_at = '%s' where id = %d".formatted(at, wish.alert))
                        .update();
            }
        }
    }

    private void make(Wish wish, Instant at) {
        var account = wish.account.equals("demo") ? now : former;
        wish.made = at;
        if (wish.before == null) {
            var channel = channels.get(wish.watched);
            wish.alert = works.sql("""
                            insert into usage_alert (account, login, channel, commodity, made_at)
                            select %d, login, %s, %s, '%s' from account_access where account = %d returning id
                            """.formatted(
                                    account,
                                    channel == null ? "null" : channel.toString(),
                                    channel == null ? "'water'" : "null",
                                    at,
                                    account))
                    .query(Long.class)
                    .single();
        } else {
            wish.alert = wish.before.alert;
            wish.before.replaced = at;
        }
        wish.version = works.sql("""
                        insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)
                        select %d, 'daily', %s, '%s', %s, array(select c.id from contact c join account_access a using (login)
                                                                where a.account = %d order by c.id limit %d), '%s'
                        returning id
                        """.formatted(
                                wish.alert,
                                new BigDecimal(wish.threshold).movePointRight(9).toPlainString(),
                                wish.unit.symbol(),
                                wish.estimates,
                                account,
                                wish.contacts,
                                at))
                .query(Long.class)
                .single();
    }

    private ConfigurableApplicationContext alerts(String group) {
        var home = AlertsApplication.class.getProtectionDomain().getCodeSource().getLocation();
        var yaml = home.getPath().endsWith(".jar") ? "jar:" + home + "!/application.yaml" : home + "application.yaml";
        var settings = new TreeMap<String, Object>(works.database.settings());
        settings.put("METERSIDE_KAFKA", Backing.kafka());
        settings.put("METERSIDE_ALERTS_PORT", "0");
        settings.put("spring.config.location", yaml);
        settings.put("spring.kafka.consumer.group-id", group);
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        return new SpringApplicationBuilder(AlertsApplication.class).run(arguments.toArray(String[]::new));
    }

    private static void awaitAllRead(String group) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Backing.kafka()))) {
            var partitions =
                    List.of(new TopicPartition(Topics.USAGE_CHANGED, 0), new TopicPartition(Topics.USAGE_CHANGED, 1));
            var ends = new TreeMap<Integer, Long>();
            for (var partition : partitions) {
                ends.put(
                        partition.partition(),
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
                var read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return partitions.stream()
                        .allMatch(partition -> ends.get(partition.partition()) == 0
                                || read.get(partition) != null
                                        && read.get(partition).offset() == ends.get(partition.partition()));
            });
        }
    }

    /** An oracle for each wish, since each watches other channels; days of the other tenant are not its business. */
    private List<String> oracle(List<Stored> stored) {
        var told = new TreeSet<String>();
        for (var wish : wishes) {
            if (wish.version == 0) {
                continue;
            }
            var units = new TreeMap<String, BigDecimal>();
            CHANNELS.forEach((key, unit) -> {
                if (wish.watched.equals("water") || wish.watched.equals(key)) {
                    units.put(key, litres(unit).divide(litres(wish.unit), 60, RoundingMode.HALF_EVEN));
                }
            });
            var oracle = new Oracle(
                    NEW_YORK,
                    List.of(new Oracle.Version(
                            Long.toString(wish.version),
                            new BigDecimal(wish.threshold),
                            wish.estimates,
                            units,
                            wish.made,
                            wish.replaced,
                            wish.ended)));
            stored.forEach(one -> oracle.arrive(one.at(), one.reads()));
            oracle.told().stream()
                    .filter(line -> LocalDate.parse(line.split(" ")[1]).isBefore(MOVE) == wish.account.equals("former"))
                    .forEach(told::add);
        }
        return List.copyOf(told);
    }

    private static BigDecimal litres(Unit unit) {
        return new BigDecimal(
                switch (unit) {
                    case US_GALLON -> "3.785411784";
                    case CUBIC_FOOT -> "28.316846592";
                    default -> "1";
                });
    }

    private List<String> live() {
        return works
                .sql("select version, day, arrived_at, billionths from alert_evaluation")
                .query((row, number) -> line(
                        row.getLong("version"),
                        row.getString("day"),
                        row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("billionths").toBigIntegerExact()))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private static String line(long version, String day, Instant at, BigInteger billionths) {
        return "%d %s %s %s"
                .formatted(
                        version,
                        day,
                        at,
                        new BigDecimal(billionths, 9)
                                .setScale(6, RoundingMode.HALF_EVEN)
                                .toPlainString());
    }

    /** The kernel's fold over all that is stored in the end, read in one go. */
    private List<String> backTest() {
        var history = new TreeMap<LocalDate, List<ReadVersion>>();
        works.sql("""
                        select v.*, coalesce(k.arrived_at, b.stored_at) as arrived_at from (
                            select channel, start, seconds, billionths, quality, block, null::timestamptz as revised_at
                            from interval_read
                            union all
                            select channel, start, seconds, billionths, quality, block, revised_at from interval_read_revision
                        ) v join read_block b on b.id = v.block
                        left join interval_read_repeat k
                            on k.channel = v.channel and k.start = v.start and k.block = v.block
                        """).query(row -> {
            var start = row.getObject("start", OffsetDateTime.class).toInstant();
            var revised = row.getObject("revised_at", OffsetDateTime.class);
            var key = channels.get("house") == row.getInt("channel") ? "house" : "garden";
            history.computeIfAbsent(LOCAL.dayOf(start), unseen -> new ArrayList<>())
                    .add(new ReadVersion(
                            new ChannelId(row.getInt("channel")),
                            start,
                            row.getInt("seconds"),
                            row.getLong("billionths"),
                            java.util.Objects.requireNonNull(CHANNELS.get(key)),
                            ReadingQuality.ofCode(row.getInt("quality")),
                            row.getLong("block"),
                            row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                            revised == null ? null : revised.toInstant()));
        });
        var told = new TreeSet<String>();
        for (var wish : wishes) {
            if (wish.version != 0) {
                fold(wish, history, told);
            }
        }
        return List.copyOf(told);
    }

    private void fold(Wish wish, Map<LocalDate, List<ReadVersion>> history, TreeSet<String> told) {
        var term = new Term(wish.made, wish.replaced, wish.ended);
        history.forEach((day, versions) -> {
            var mine = versions.stream()
                    .filter(version -> wish.watched.equals("water")
                            || channels.get(wish.watched) == version.channel().value())
                    .toList();
            var rule = new DailyThreshold(
                    new BigDecimal(wish.threshold).movePointRight(9).longValueExact(),
                    wish.unit,
                    CHANNELS.values(),
                    wish.estimates);
            if (day.isBefore(MOVE) == wish.account.equals("former")) {
                new DayHistory((int) day.toEpochDay(), mine)
                        .passing(rule, at -> term.covers(day, LOCAL, at))
                        .ifPresent(passing ->
                                told.add(line(wish.version, day.toString(), passing.at(), passing.billionths())));
            }
        });
    }

    private List<String> told() {
        return works
                .sql("select key from notice where kind in ('usage-threshold', 'usage-late') order by key")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private List<String> expectedNotices(List<String> oracle) {
        var keys = new TreeSet<String>();
        for (var line : oracle) {
            var words = line.split(" ");
            var wish = wishes.stream()
                    .filter(one -> Long.toString(one.version).equals(words[0]))
                    .findFirst()
                    .orElseThrow();
            var first = wish.account.equals("former") ? 1 : 3; // contacts in the order in which home() makes them
            for (var contact = first; contact < first + wish.contacts; contact++) {
                keys.add("usage-threshold:v%s:%s:c%d".formatted(words[0], words[1], contact));
            }
        }
        return List.copyOf(keys);
    }
}
