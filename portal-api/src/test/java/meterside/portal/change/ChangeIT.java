package meterside.portal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.portal.change.ChangeRepository.Place;
import meterside.portal.testing.Browser;
import meterside.portal.testing.EventStream;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** X14: numbers that show a gap, the same for every reader; a token that is revoked stops within five seconds. */
class ChangeIT {

    private static final Pattern ID = Pattern.compile("^id:([0-9]+) .*");
    private static final Instant HOUR = Instant.parse("2026-10-30T04:00:00Z");

    private static Homes homes;
    private static Rows rows;
    private static Portal portal;
    private static Portal elsewhere;
    private static KafkaProducer<byte[], byte[]> kafka;

    @BeforeAll
    static void openTwoPortals() {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        portal = Portal.on(homes.database(), Homes.NOW, "meterside.live.keep-alive", "1s");
        elsewhere = Portal.on(homes.database(), Homes.NOW, "meterside.live.keep-alive", "1s");
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", Backing.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        awaitNumbering(rows);
    }

    @AfterAll
    static void closeThem() {
        kafka.close();
        portal.close();
        elsewhere.close();
    }

    @Test
    void tellsEveryReaderTheSameNumbersWithoutAHoleWhileReadsComeFromAllSides() throws Exception {
        var token = token(portal, Homes.DEMO);
        var last = follow(token, homes.demo());
        var most = 400;

        try (var here = open(portal, token, homes.demo());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(here.nextEvent()).contains("event:opened");
            var interrupted = threads.submit(() -> readInPieces(token, last, most));
            var sent = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit((Callable<Void>) () -> {
                        for (var n = 0; n < most / 8; n++) {
                            send(n % 2, demoPoint(), HOUR.plusSeconds(3600L * (thread * 50 + n) / 8), 3600);
                        }
                        return null;
                    }))
                    .toList();
            for (var one : sent) {
                one.get();
            }

            var whole = new ArrayList<String>();
            while (whole.size() < most) {
                whole.add(here.nextEvent());
            }
            assertThat(whole.stream().map(ChangeIT::id))
                    .containsExactlyElementsOf(LongStream.rangeClosed(last + 1, last + most)
                            .boxed()
                            .toList());
            assertThat(interrupted.get()).containsExactlyElementsOf(whole);
        }
    }

    /** Hangs up after every few events and comes back with the last id, now here, now there. */
    private static List<String> readInPieces(String token, long last, int most) {
        var read = new ArrayList<String>();
        var sequence = last;
        for (var piece = 0; read.size() < most; piece++) {
            try (var stream = EventStream.at(
                    (piece % 2 == 0 ? elsewhere : portal).browser(),
                    path(homes.demo()),
                    "Authorization",
                    "Bearer " + token,
                    "Last-Event-ID",
                    Long.toString(sequence))) {
                assertThat(stream.nextEvent()).startsWith("id:%d event:opened".formatted(sequence));
                for (var n = 0; n < 37 && read.size() < most; n++) {
                    var event = stream.nextEvent();
                    read.add(event);
                    sequence = id(event);
                }
            }
        }
        return read;
    }

    @Test
    void saysThatWhatIsOlderThanAWeekMustBeReadFromTheExport() throws Exception {
        var token = token(portal, Homes.OTHER);
        var last = follow(token, homes.other());
        for (var n = 0; n < 5; n++) {
            send(0, otherPoint(), HOUR.plusSeconds(3600L * n), 3600);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> last(homes.other()) == last + 5);
        rows.write("delete from usage_change where account = ? and sequence <= ?", homes.other(), last + 3);

        try (var behind = open(portal, token, homes.other(), "Last-Event-ID", Long.toString(last + 1));
                var ahead = open(portal, token, homes.other(), "Last-Event-ID", "999999999");
                var kept = EventStream.at(
                        portal.browser(),
                        path(homes.other()) + "?after=" + (last + 3),
                        "Authorization",
                        "Bearer " + token)) {
            for (var stream : List.of(behind, ahead)) {
                assertThat(stream.nextEvent()).startsWith("id:%d event:gap".formatted(last + 3));
                assertThat(stream.nextEvent()).startsWith("id:%d event:usage-changed".formatted(last + 4));
            }
            assertThat(kept.nextEvent()).startsWith("id:%d event:opened".formatted(last + 3));
            assertThat(kept.nextEvent())
                    .isEqualTo(
                            "id:%1$d event:usage-changed data:{\"account\":\"%2$d\",\"sequence\":\"%1$d\",\"usagePoint\":\"%3$d\","
                                            .formatted(last + 4, homes.other(), otherPoint())
                                    + "\"from\":\"2026-10-30T03:00-04:00\",\"to\":\"2026-10-30T04:00-04:00\"}");
        }
        assertThat(portal.browser()
                        .get(path(homes.other()) + "?after=x", "Authorization", "Bearer " + token)
                        .code())
                .isEqualTo("malformed-request");
    }

    @Test
    void numbersNothingOfAnotherTenantsTime() throws Exception {
        var former = token(portal, Homes.FORMER);
        var demo = token(portal, Homes.DEMO);
        var lastOfFormer = follow(former, homes.former());
        var lastOfDemo = follow(demo, homes.demo());
        try (var stream = open(portal, former, homes.former());
                var now = open(portal, demo, homes.demo())) {
            stream.nextEvent();
            now.nextEvent();

            send(0, demoPoint(), HOUR, 3600);
            send(0, demoPoint(), Instant.parse("2026-05-31T04:00:00Z"), 2 * 86_400);

            assertThat(now.nextEvent()).contains("\"from\":\"2026-10-30T00:00-04:00\"");
            assertThat(now.nextEvent())
                    .startsWith("id:%d ".formatted(lastOfDemo + 2))
                    .contains("\"from\":\"2026-06-01T00:00-04:00\",\"to\":\"2026-06-02T00:00-04:00\"");
            assertThat(stream.nextEvent())
                    .startsWith("id:%d ".formatted(lastOfFormer + 1))
                    .contains("\"from\":\"2026-05-31T00:00-04:00\",\"to\":\"2026-06-01T00:00-04:00\"");
        }
    }

    @Test
    void endsWithinFiveSecondsWhenItsTokenIsRevokedOrItsOwnerMaySeeNothingMore() throws Exception {
        var browser = portal.browser().signedInAs(Homes.DEMO);
        var made = browser.send("POST", "/api/tokens", "{\"name\":\"x\",\"days\":9}");
        var token = made.json().get("secret").stringValue();
        var others = token(portal, Homes.OTHER);
        try (var here = open(portal, token, homes.demo());
                var there = open(elsewhere, token, homes.demo());
                var other = open(elsewhere, others, homes.other());
                var stays = open(elsewhere, token(portal, Homes.DEMO), homes.demo())) {
            for (var stream : List.of(here, there, other, stays)) {
                assertThat(stream.nextEvent()).contains("event:opened");
            }

            browser.send("DELETE", "/api/tokens/" + made.json().at("/token/id").stringValue(), null);
            assertThat(here.endsWithin(5)).isTrue();
            assertThat(there.endsWithin(1)).as("all within the five seconds").isTrue();

            rows.write(
                    "update account_access set ended_at = ?::timestamptz where account = ?", Homes.NOW, homes.other());
            assertThat(other.endsWithin(5)).isTrue();
            rows.write("update account_access set ended_at = null where account = ?", homes.other());
            send(0, demoPoint(), HOUR, 3600);
            assertThat(stays.nextEvent()).contains("event:usage-changed");
        }
    }

    @Test
    void saysThatAllMayHaveChangedWhenMessagesAreGoneThatNobodyNumbered() {
        var token = token(portal, Homes.FORMER);
        var last = follow(token, homes.former());
        var numbering = portal.bean(Numbering.class);
        var place = new Place("another cluster", "a topic", 0);

        assertThat(numbering.begin(place, 0, 5).toFuture().join())
                .as("somebody is followed")
                .isZero();
        assertThat(numbering.begin(place, 0, 7).toFuture().join()).isZero();
        assertThat(last(homes.former())).isEqualTo(last);
        assertThat(numbering.begin(place, 3, 7).toFuture().join()).isEqualTo(3);

        assertThat(last(homes.former())).isEqualTo(last + 1);
        assertThat(rows.text(
                        "select from_at || ' ' || to_at from usage_change where account = ? and sequence = ?",
                        homes.former(),
                        last + 1))
                .contains("2025-01-01")
                .contains("2026-06-01");
        assertThat(numbering.begin(place, 3, 7).toFuture().join()).isEqualTo(3);
        assertThat(last(homes.former())).isEqualTo(last + 1);
    }

    @Test
    void numbersWhatWasAnnouncedWhileNoPortalRan() throws Exception {
        var alone = Homes.in(Backing.database());
        var its = new Rows(alone.database());
        String token;
        try (var first = Portal.on(alone.database(), Homes.NOW)) {
            awaitNumbering(its);
            token = token(first, Homes.DEMO);
            try (var stream = open(first, token, alone.demo())) {
                assertThat(stream.nextEvent()).startsWith("id:0 event:opened");
            }
        }

        send(0, 1, HOUR, 3600);
        send(1, 1, HOUR.plusSeconds(3600), 3600);

        try (var next = Portal.on(alone.database(), Homes.NOW);
                var stream = open(next, token, alone.demo(), "Last-Event-ID", "0")) {
            assertThat(stream.nextEvent()).startsWith("id:0 event:opened");
            assertThat(stream.nextEvent()).startsWith("id:1 event:usage-changed");
            assertThat(stream.nextEvent()).startsWith("id:2 event:usage-changed");
        }
    }

    private static void awaitNumbering(Rows rows) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows.write("select count(*) from usage_change_offset") == Topics.PARTITIONS);
    }

    /** {@return the last number before now} */
    private static long follow(String token, long account) {
        try (var stream = open(portal, token, account)) {
            return id(stream.nextEvent());
        }
    }

    private static long last(long account) {
        return rows.write("select last from usage_change_log where account = ?", account);
    }

    private static long id(String event) {
        var found = ID.matcher(event);
        assertThat(found.matches()).as(event).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static String token(Portal portal, String email) {
        Browser browser = portal.browser().signedInAs(email);
        var made = browser.send("POST", "/api/tokens", "{\"name\":\"x\",\"days\":9}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("secret").stringValue();
    }

    private static EventStream open(Portal portal, String token, long account, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return EventStream.at(portal.browser(), path(account), all.toArray(String[]::new));
    }

    private static String path(long account) {
        return "/api/accounts/%d/changes".formatted(account);
    }

    private static long demoPoint() {
        return point(homes.water().channel());
    }

    private static long otherPoint() {
        return point(homes.othersWater().channel());
    }

    private static long point(long channel) {
        return rows.write("select usage_point from channel where id = ?", channel);
    }

    private static void send(int partition, long point, Instant from, long seconds) throws Exception {
        var message = new UsageChanged(new UsagePointId(point), new Interval(from, from.plusSeconds(seconds)));
        kafka.send(new ProducerRecord<>(Topics.USAGE_CHANGED, partition, null, message.toBytes()))
                .get();
    }
}
