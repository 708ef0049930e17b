package meterside.journeys.year;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import meterside.ingest.Works;
import meterside.metering.LocalDays;
import meterside.metering.ReadBlock;
import meterside.metering.Unit;
import meterside.metering.UsageChanged;
import meterside.rule.Oracle;
import org.jspecify.annotations.Nullable;

/** One home with two water meters in different units, whose tenants change, and what they wish to be told of. */
final class Home implements AutoCloseable {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final LocalDays LOCAL = new LocalDays(NEW_YORK);
    static final LocalDate MOVE = LocalDate.parse("2026-03-08");
    static final Map<String, Unit> CHANNELS = new TreeMap<>(Map.of("house", Unit.US_GALLON, "garden", Unit.CUBIC_FOOT));
    private static final LocalDate FIRST = LocalDate.parse("2025-10-20");

    final Works works = new Works();
    final Map<String, Integer> channels = new TreeMap<>();
    final List<Wish> wishes = new ArrayList<>();

    /** What was stored, in order. */
    final List<Stored> stored = new ArrayList<>();

    private final Random random;
    private final HeadEnd headEnd;
    private final Consumer<UsageChanged> announce;
    private final long former;
    private final long now;

    /** What was stored at one instant. */
    record Stored(Instant at, List<Oracle.Read> reads) {}

    Home(Random random, Consumer<UsageChanged> announce) {
        this.random = random;
        this.headEnd = new HeadEnd(random, CHANNELS);
        this.announce = announce;
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

    Wish wish(
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
    void aDay(int number) {
        var begin = LOCAL.startOf(FIRST.plusDays(number));
        var last = begin;
        for (var hour : List.of(6, 15)) {
            var at = begin.plus(Duration.ofHours(hour)).plusSeconds(random.nextInt(3000));
            for (; last.plusSeconds(3600).isBefore(at); last = last.plusSeconds(3600)) {
                headEnd.measure(last);
            }
            works.clock.set(at);
            stored.add(store(at));
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

    private Stored store(Instant at) {
        var hash = HexFormat.of().toHexDigits(random.nextLong());
        var file = headEnd.file(at, works.file(hash), hash);
        if (!file.blocks().isEmpty()) {
            works.store(file.blocks().toArray(ReadBlock[]::new)).forEach(announce);
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

    @Override
    public void close() {
        works.close();
    }
}
