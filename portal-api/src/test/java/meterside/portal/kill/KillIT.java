package meterside.portal.kill;

import static meterside.portal.testing.Bills.aBill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import meterside.portal.kill.Holds.Commit;
import meterside.portal.kill.Point.Way;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Provider;
import meterside.portal.testing.Rows;
import meterside.portal.testing.Tally;
import meterside.portal.testing.Till;
import meterside.portal.testing.TrueBooks;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R4: the packaged portal is killed ({@code kill -9}) before and after each step of a payment and started again. A kill is within
 * the step meant, or the test fails: the database shows what the process waits for, the provider what it was asked. Each life
 * dies in steps of several customers' payments at once, which do not wait for each other's locks.
 */
class KillIT {

    private static final List<List<Point>> LIVES = List.of(
            List.of(Point.BEFORE_THE_WISH, Point.WHILE_ASKING, Point.BEFORE_THE_PAGE),
            List.of(Point.BEFORE_THE_WISH_IS_COMMITTED),
            List.of(Point.AFTER_THE_WISH),
            List.of(Point.BEFORE_THE_ANSWER, Point.BEFORE_THE_PAGE_IS_NOTED),
            List.of(Point.BEFORE_THE_OUTCOME, Point.IN_THE_WEBHOOK),
            List.of(Point.BEFORE_THE_OUTCOME_IS_COMMITTED, Point.BEFORE_THE_WEBHOOK_IS_COMMITTED),
            List.of(Point.AFTER_THE_OUTCOME, Point.AFTER_THE_WEBHOOK));

    /** Longer than a portal keeps a payment to itself; another may see to it then. */
    private static final Duration BETWEEN_LIVES = Duration.ofSeconds(15);

    /** Who is to die sees to nothing that is due: on a slow machine that could move what is held. The last does it for all. */
    private static final String NEVER = Long.toString(Duration.ofDays(1).toMillis());

    private static final String SOON = "200";
    private static final long CENTS = 10_000;

    private final Backing.Database database = Homes.in(Backing.database()).database();
    private final Rows rows = new Rows(database);
    private final Provider provider = Provider.start();
    private final Tally tally = new Tally(rows, provider);
    private final List<Wish> wishes = new ArrayList<>();

    /** It runs on by itself, the provider's and the portal's alike. */
    private Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(Homes.NOW)));

    private String cookie = "";
    private long card;

    /** A customer's wish, which meets its point. */
    private record Wish(Point point, String key, long account, String body) {}

    @BeforeEach
    void prepare() throws SQLException {
        Holds.prepare(database);
        provider.follows(clock);
        card = provider.saved(rows, Homes.DEMO, Provider.CARD);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void everyPaymentIsTakenOnceAndPostedOnceWhereverThePortalDies() {
        for (var points : LIVES) {
            liveAndDie(points);
        }
        try (var last = start(SOON)) {
            makeGood(demo(last));
            for (var wish : wishes) {
                isRight(wish, Till.pay(demo(last), wish.key(), wish.body()));
            }
            last.kill();
        }

        assertThat(wishes).extracting(Wish::point).containsExactlyInAnyOrder(Point.values());
        assertThat(rows.text("select string_agg(distinct state, ' ') from payment"))
                .isEqualTo("settled");
        assertThat(rows.write("select count(*) from payment")).isEqualTo(Point.values().length);
        assertThat(rows.write("select count(*) from payment where look_at is not null"))
                .isZero();
        TrueBooks.check(database);
    }

    private void liveAndDie(List<Point> points) {
        try (var portal = start(NEVER);
                var holds = new Holds(database)) {
            var demo = demo(portal);
            hearWhatTheDeadDidNot();
            if (points.stream().noneMatch(point -> point.way == Way.WEBHOOK)) {
                provider.tellsNobody();
            }
            var dying = points.stream().map(this::wish).toList();
            wishes.addAll(dying);
            dying.stream().filter(wish -> wish.point().way == Way.WEBHOOK).forEach(wish -> open(demo, wish));

            dying.forEach(wish -> hold(wish, holds));
            var clicks = new HashMap<Wish, FutureTask<Answer>>();
            dying.forEach(wish -> go(demo, wish, clicks));
            Provider.await(
                    points + " are reached",
                    () -> points.stream().allMatch(point -> isAt(point, points, holds))
                            && dying.stream().allMatch(this::isAsItShouldBe));
            if (dying.stream().anyMatch(wish -> isCommittedBeforeItDies(wish.point()))) {
                portal.freeze();
                holds.close();
                Provider.await(points + " are committed", () -> dying.stream()
                        .allMatch(wish -> tally.state(wish.key()).equals(wish.point().state)));
            }
            portal.kill();
            holds.forget();

            for (var wish : dying) {
                assertThat(tally.state(wish.key())).as(wish.toString()).isEqualTo(wish.point().state);
                assertThat(tally.taken(wish.key())).as(wish.toString()).isEqualTo(wish.point().taken);
                assertThat(tally.posted(wish.key())).as(wish.toString()).isEqualTo(wish.point().posted);
            }
            // whoever waited was told nothing, neither yes nor no
            clicks.forEach((wish, click) ->
                    assertThatThrownBy(click::get).as(wish.toString()).hasRootCauseInstanceOf(IOException.class));
        }
    }

    private Running start(String sweepMillis) {
        provider.forget();
        clock = Clock.offset(clock, BETWEEN_LIVES);
        provider.follows(clock);
        var portal = Running.start(database, provider, clock, sweepMillis);
        provider.tells(portal.port());
        return portal;
    }

    /** {@return demo's browser, which is still signed in after the portal died} */
    private Browser demo(Running portal) {
        var browser = portal.browser();
        if (cookie.isEmpty()) {
            Provider.await(
                    "the door opens",
                    () -> browser.signIn(Homes.DEMO, Browser.PASSWORD).status() == 200);
            cookie = browser.cookie();
        }
        return browser.withCookie(cookie);
    }

    /** An account of its own, since one is not paid twice at once. */
    private Wish wish(Point point) {
        var account =
                rows.write("insert into account (number, name) values (?, 'Dana Demo') returning id", "K-" + point);
        rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.DEMO,
                account);
        aBill(rows, account).owing(CENTS);
        var more = point.way == Way.DEBIT ? "\"method\":\"%d\"".formatted(card) : "";
        return new Wish(point, Till.key(), account, Till.wish(account, CENTS, more));
    }

    private static void open(Browser browser, Wish wish) {
        var answer = Till.pay(browser, wish.key(), wish.body());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("state").asString("")).isEqualTo("waiting");
    }

    private void type(Wish wish) {
        var page = rows.text("select provider_session from payment where id = ?::uuid", wish.key());
        assertThat(provider.money.pay(page, Provider.CARD)).isEqualTo("done");
    }

    private void hold(Wish wish, Holds holds) {
        switch (wish.point()) {
            case BEFORE_THE_WISH -> holds.wishes(wish.account());
            case BEFORE_THE_WISH_IS_COMMITTED, AFTER_THE_WISH -> holds.commits(Commit.WISHED);
            case WHILE_ASKING -> provider.plan("pay.intent=hang");
            case BEFORE_THE_ANSWER -> provider.plan("pay.intent=hang-after");
            case BEFORE_THE_PAGE -> provider.plan("pay.session=hang-after");
            case BEFORE_THE_OUTCOME, BEFORE_THE_PAGE_IS_NOTED -> holds.moves();
            case BEFORE_THE_OUTCOME_IS_COMMITTED, AFTER_THE_OUTCOME -> holds.commits(Commit.SETTLED);
            case IN_THE_WEBHOOK, BEFORE_THE_WEBHOOK_IS_COMMITTED, AFTER_THE_WEBHOOK -> {} // by the same lock
        }
    }

    private void go(Browser browser, Wish wish, Map<Wish, FutureTask<Answer>> clicks) {
        if (wish.point().way == Way.WEBHOOK) {
            type(wish);
            return;
        }
        var click = new FutureTask<>(() -> Till.pay(browser, wish.key(), wish.body()));
        clicks.put(wish, click);
        Thread.ofVirtual().start(click);
    }

    /** A debit is told by webhook too: of the two that hear of it the first stands here, and the other behind it. */
    private boolean isAt(Point point, List<Point> points, Holds holds) {
        return switch (point) {
            case BEFORE_THE_WISH -> holds.waitingToWish() == 1;
            case BEFORE_THE_WISH_IS_COMMITTED, AFTER_THE_WISH -> holds.waitingToCommit(Commit.WISHED) == 1;
            case WHILE_ASKING, BEFORE_THE_ANSWER, BEFORE_THE_PAGE -> provider.planned() == 0;
            case BEFORE_THE_PAGE_IS_NOTED -> holds.waitingToMove() == 1;
            case BEFORE_THE_OUTCOME, IN_THE_WEBHOOK -> holds.waitingToMove() == points.size();
            case BEFORE_THE_OUTCOME_IS_COMMITTED,
                    AFTER_THE_OUTCOME,
                    BEFORE_THE_WEBHOOK_IS_COMMITTED,
                    AFTER_THE_WEBHOOK -> holds.waitingToCommit(Commit.SETTLED) == points.size();
        };
    }

    private boolean isAsItShouldBe(Wish wish) {
        return tally.taken(wish.key()) == wish.point().taken
                && tally.pages(wish.key()) == (wish.point().way == Way.DEBIT ? 0 : 1)
                && (isCommittedBeforeItDies(wish.point())
                        || tally.state(wish.key()).equals(wish.point().state));
    }

    private static boolean isCommittedBeforeItDies(Point point) {
        return switch (point) {
            case AFTER_THE_WISH, AFTER_THE_OUTCOME, AFTER_THE_WEBHOOK -> true;
            default -> false;
        };
    }

    /** The provider tells again what nobody took. It does so by itself too, later and later. */
    private void hearWhatTheDeadDidNot() {
        wishes.forEach(wish -> provider.money.act("again", wish.key(), ""));
        Provider.await("all is told", () -> provider.money.untold() == 0);
    }

    /** What the dead left goes on by itself; only a wish that was never written down has to be made again. */
    private void makeGood(Browser browser) {
        hearWhatTheDeadDidNot();
        for (var wish : wishes) {
            var key = wish.key();
            if (!wish.point().state.isEmpty()) {
                Provider.await(wish + " goes on", () -> !tally.state(key).equals("created"));
            }
            if (wish.point().state.isEmpty() || wish.point().way == Way.PAGE) {
                var again = Till.pay(browser, key, wish.body());
                assertThat(again.status()).as(wish + again.body()).isEqualTo(201);
            }
            if (wish.point().way == Way.PAGE) {
                type(wish);
            }
            Provider.await(wish + " is settled", () -> tally.state(key).equals("settled"));
        }
    }

    private void isRight(Wish wish, Answer again) {
        assertThat(again.status()).as(wish + again.body()).isEqualTo(201);
        assertThat(again.json().path("id").asString("")).isEqualTo(wish.key());
        assertThat(again.json().path("state").asString("")).as(wish.toString()).isEqualTo("settled");
        assertThat(tally.taken(wish.key())).as(wish.toString()).isEqualTo(1);
        assertThat(tally.pages(wish.key())).as(wish.toString()).isEqualTo(wish.point().way == Way.DEBIT ? 0 : 1);
        assertThat(tally.posted(wish.key())).as(wish.toString()).isEqualTo(1);
        assertThat(tally.told("payment-received", wish.key()))
                .as(wish.toString())
                .isEqualTo(1);
        assertThat(tally.owed(wish.account())).as(wish.toString()).isZero();
    }
}
