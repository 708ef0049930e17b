package meterside.alerts.kill;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.alerts.testing.Post;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Homes with a day of reads each and an alert that goes to an e-mail address and a telephone; and whom it has to tell. */
final class Homes implements AutoCloseable {

    private static final Instant DAY = Instant.parse("2026-11-20T05:00:00Z");
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    /** Far from the usage points of other tests, whose announcements are on the same topic. */
    private static final long POINTS = 7_000_000_000L;

    private final Post post;
    private final SplittableRandom random;
    private final List<Home> homes = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Backing.kafka()), new ByteArraySerializer(), new ByteArraySerializer());

    Homes(Post post, SplittableRandom random) {
        this.post = post;
        this.random = random;
    }

    /**
     * A home.
     *
     * @param email contact.id, as is {@code phone}
     * @param hours what it used in each hour of the day, gallons
     */
    record Home(
            long point, long version, long email, long phone, int number, BigDecimal threshold, List<Integer> hours) {

        String address() {
            return "home%d@example.com".formatted(number);
        }

        /** The whole oracle: what the day adds up to, and one notice a contact if that is more than was set. */
        Stream<String> expected() {
            var sum = BigDecimal.ZERO;
            for (var hour : hours) {
                sum = sum.add(BigDecimal.valueOf(hour));
            }
            return sum.compareTo(threshold) > 0
                    ? Stream.of(email, phone)
                            .map(contact -> "usage-threshold:v%d:2026-11-20:c%d".formatted(version, contact))
                    : Stream.of();
        }
    }

    /** {@return a home that used more than it set, stored and not announced yet} */
    Home above() {
        var hours = hours();
        return home(hours, sum(hours).subtract(BigDecimal.ONE.movePointLeft(random.nextInt(10))));
    }

    /** Stores and announces one that used exactly what it set, one that used less, and one that used a billionth more. */
    void announceOthers() {
        for (var more : List.of("0", "12", "-0.000000001")) {
            var hours = hours();
            announce(home(hours, sum(hours).add(new BigDecimal(more))));
        }
    }

    private List<Integer> hours() {
        return random.ints(24, 1, 50).boxed().toList();
    }

    private static BigDecimal sum(List<Integer> hours) {
        return BigDecimal.valueOf(hours.stream().mapToInt(Integer::intValue).sum());
    }

    private Home home(List<Integer> hours, BigDecimal threshold) {
        var number = homes.size() + 1;
        var channel = insert(number, threshold);
        var ids = Stream.of(post.sql("""
                        select concat_ws(' ', p.id, v.id, e.id, t.id)
                        from channel c join usage_point p on p.id = c.usage_point
                        join usage_alert a on a.channel = c.id join usage_alert_version v on v.alert = a.id
                        join contact e on e.login = a.login and e.medium = 'email'
                        join contact t on t.login = a.login and t.medium = 'sms'
                        where c.id = ?
                        """, channel).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        var home = new Home(ids[0], ids[1], ids[2], ids[3], number, threshold, hours);
        store(channel, number, hours);
        homes.add(home);
        return home;
    }

    /** {@return the channel} Rules: verified, agreed, never quiet. */
    private int insert(int number, BigDecimal threshold) {
        return Integer.parseInt(post.sql(
                """
                with l as (insert into login (email, password_hash, created_at)
                           values (?, 'x', '2026-01-01Z') returning id),
                     a as (insert into account (number, name) values (?, 'Ann') returning id),
                     x as (insert into account_access (login, account, granted_at)
                           select l.id, a.id, '2026-01-01Z'::timestamptz from l, a),
                     p as (insert into usage_point (id, number, commodity, zone) overriding system value
                           values (?, ?, 'water', 'America/New_York') returning id),
                     s as (insert into service_agreement (account, usage_point, during)
                           select a.id, p.id, '[2026-01-01Z,)' from a, p),
                     c as (insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                           select p.id, 'volume', 'delivered', 'delta', 'gal', 'PT1H', '[2026-01-01Z,)' from p returning id),
                     t as (insert into contact (login, medium, address, language, zone, quiet_from, quiet_to,
                                                urgent_at_night, added_at, verified_at)
                           select l.id, m.medium, m.address, 'en', 'America/New_York', '00:00'::time, '00:00'::time, false,
                                  '2026-01-01Z'::timestamptz, '2026-01-01Z'::timestamptz
                           from l, (values ('email', ?), ('sms', ?)) m (medium, address)
                           returning id, medium, address),
                     g as (insert into consent (medium, address, purpose, given, source, wording, contact, given_at)
                           select t.medium, t.address, 'alerts', true, 'page', 'alerts-page-1', t.id,
                                  '2026-01-01Z'::timestamptz from t),
                     u as (insert into usage_alert (account, login, channel, made_at)
                           select a.id, l.id, c.id, '2026-11-01Z'::timestamptz from a, l, c returning id),
                     v as (insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)
                           select u.id, 'daily', ?, 'gal', false, (select array_agg(id) from t), '2026-11-01Z'::timestamptz
                           from u)
                select id from c
                """,
                "home%d@example.com".formatted(number),
                "A-" + number,
                POINTS + number,
                "P-" + number,
                "home%d@example.com".formatted(number),
                "+1202556%04d".formatted(number),
                threshold.multiply(BILLION).longValueExact()));
    }

    private void store(int channel, int block, List<Integer> hours) {
        var now = post.clock.instant();
        post.sql("""
                insert into read_block (id, channel, feed, key, origin, stamped_at, first_line, last_line, unit, accepted,
                                        corrected, unchanged, rejected, stored_at)
                values (?, ?, 'cmep', 'k', 'feed', ?, 1, 1, 'gal', 24, 0, 0, 0, ?)
                """, block, channel, now, now);
        post.sql("""
                insert into interval_read (start, billionths, block, channel, seconds, quality)
                select cast(? as timestamptz) + (n - 1) * interval '1 hour', gallons * 1000000000::bigint, ?, ?, 3600, 0
                from unnest(string_to_array(?, ' ')::bigint[]) with ordinality as h (gallons, n)
                """, DAY, block, channel, hours.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    void announce(Home home) {
        var change = new UsageChanged(new UsagePointId(home.point()), new Interval(DAY, DAY.plus(Duration.ofDays(1))));
        producer.send(new ProducerRecord<>(Topics.USAGE_CHANGED, 0, null, change.toBytes()));
        producer.flush();
    }

    /** {@return the keys of all notices there have to be, once all that is stored is announced} */
    List<String> expected() {
        return List.copyOf(homes.stream().flatMap(Home::expected).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
