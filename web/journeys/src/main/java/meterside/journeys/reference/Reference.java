package meterside.journeys.reference;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;

/**
 * A server that answers usage by day as the portal does, for what that costs with nothing around it: the portal's statements
 * and parameters, its session remembered for a second, its headers, its bytes. It knows a channel with one agreement and days
 * that are all rolled up, and no other question.
 */
public final class Reference {

    private static final long OPEN = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Short[] QUALITIES = Arrays.stream(ReadingQuality.values())
            .map(quality -> (short) quality.code())
            .toArray(Short[]::new);

    private final Statement sessions = Statement.of("session");
    private final Statement channels = Statement.of("channel");
    private final Statement days = Statement.of("days");
    private final Statement lastDays = Statement.of("last-day");
    private final Statement newest = Statement.of("newest");
    private final SqlClient db;
    private final Map<String, String> headers;
    private final Map<String, Session> remembered = new HashMap<>();
    private final Instant startedAt;
    private final long began = System.nanoTime();

    private record Session(long login, long untilNanos) {}

    private Reference(SqlClient db, Map<String, String> headers, Instant startedAt) {
        this.db = db;
        this.headers = headers;
        this.startedAt = startedAt;
    }

    /**
     * Says on its output which port it listens on. The password is in {@code METERSIDE_DB_PASSWORD}.
     *
     * @param args the database's port, a file of headers, and the instant at which to start the clock
     */
    public static void main(String[] args) throws IOException {
        var vertx = Vertx.vertx();
        var headers = new HashMap<String, String>();
        Files.readAllLines(Path.of(args[1]))
                .forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        var db = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(Integer.parseInt(args[0]))
                        .setDatabase("meterside")
                        .setUser("meterside_portal")
                        .setPassword(System.getenv("METERSIDE_DB_PASSWORD"))
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build();
        var reference = new Reference(db, headers, Instant.parse(args[2]));
        vertx.createHttpServer()
                .requestHandler(reference::answer)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private Instant now() {
        return startedAt.plusNanos(System.nanoTime() - began);
    }

    private void answer(HttpServerRequest request) {
        var path = Objects.requireNonNull(request.path()).split("/", -1);
        signedIn(Objects.requireNonNull(request.getCookie("__Host-session")).getValue())
                .compose(login -> usage(login, Long.parseLong(path[3]), Integer.parseInt(path[5]), request))
                .onSuccess(json -> {
                    headers.forEach(request.response()::putHeader);
                    request.response().end(json);
                })
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    private Future<Long> signedIn(String token) {
        var hash = HexFormat.of().formatHex(sha256(token));
        var known = remembered.get(hash);
        if (known != null && known.untilNanos > System.nanoTime()) {
            return Future.succeededFuture(known.login);
        }
        return sessions.run(db, Map.of("hash", hash)).map(rows -> {
            var row = rows.iterator().next();
            var lives = row.getValue("ended_at") == null
                    && now().isBefore(row.getOffsetDateTime("created_at")
                            .toInstant()
                            .plus(LONGEST))
                    && now().isBefore(row.getOffsetDateTime("last_seen_at")
                            .toInstant()
                            .plus(IDLE));
            if (!lives) {
                throw new IllegalStateException("signed out");
            }
            remembered.put(hash, new Session(row.getLong("login"), System.nanoTime() + REMEMBERED.toNanos()));
            return row.getLong("login");
        });
    }

    private Future<String> usage(long login, long account, int channel, HttpServerRequest request) {
        var asked = Map.<String, Object>of(
                "login",
                login,
                "account",
                account,
                "channel",
                channel,
                "now",
                now().atOffset(ZoneOffset.UTC),
                "open",
                OPEN);
        return channels.run(db, asked).map(rows -> rows.iterator().next()).compose(row -> {
            var local = new LocalDays(ZoneId.of(row.getString("zone")));
            var span = row.getString("spans").split(" ", -1);
            var agreed = local.dayOf(Instant.ofEpochSecond(Long.parseLong(span[0])));
            var beyond = local.dayOf(Instant.ofEpochSecond(Long.parseLong(span[1])));
            var first = Stream.of(
                            LocalDate.parse(request.getParam("from")),
                            agreed,
                            local.dayOf(Instant.ofEpochSecond(row.getLong("starts_at"))))
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            var to = LocalDate.parse(request.getParam("to"));
            var end = to.isBefore(beyond) ? to : beyond;
            var sums = days.run(
                    db,
                    Map.of(
                            "qualities",
                            QUALITIES,
                            "first",
                            first,
                            "end",
                            end,
                            "channel",
                            channel,
                            "usagePoint",
                            row.getLong("usage_point")));
            return Future.all(sums, through(row, local, agreed, beyond)).map(all -> new Answer(local, first, end)
                    .json(row, sums.result().iterator().next().getString("days"), all.resultAt(1)));
        });
    }

    private Future<Instant> through(Row row, LocalDays local, LocalDate first, LocalDate beyond) {
        var channel = new Integer[] {row.getInteger("id")};
        var place = Map.<String, Object>of(
                "channels", channel,
                "points", new Long[] {row.getLong("usage_point")},
                "firsts", new String[] {first.toString()},
                "beyonds", new String[] {beyond.toString()});
        return lastDays.run(db, place)
                .compose(rows -> {
                    var day = local.of(rows.iterator().next().getLocalDate("day"));
                    return newest.run(
                            db,
                            Map.of(
                                    "channels",
                                    channel,
                                    "froms",
                                    new Long[] {day.start().getEpochSecond()},
                                    "tos",
                                    new Long[] {day.end().getEpochSecond()},
                                    "earliest",
                                    day.start().atOffset(ZoneOffset.UTC),
                                    "latest",
                                    day.end().atOffset(ZoneOffset.UTC)));
                })
                .map(rows -> Instant.ofEpochSecond(rows.iterator().next().getLong("ends_at")));
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
