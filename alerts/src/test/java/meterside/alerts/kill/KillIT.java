package meterside.alerts.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import meterside.alerts.kill.Holds.Commit;
import meterside.alerts.kill.Homes.Home;
import meterside.alerts.testing.Post;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R3: the packaged process is killed ({@code kill -9}) before and after each of its steps and started again. A kill is within
 * the step meant, or the test fails: the database shows what the process waits for, the stand-in's journal what it took.
 * Each life dies in two steps at once, one of deciding about one home and one of sending to another.
 */
class KillIT {

    /** Where deciding is when it dies. */
    private enum Deciding {
        BEFORE_THE_EVALUATION,
        BEFORE_THE_NOTICE,
        BEFORE_ITS_COMMIT,
        AFTER_ITS_COMMIT
    }

    /** Where sending is when it dies, and where deciding is then: steps that do not wait for each other's locks. */
    private enum Sending {
        BEFORE_THE_CLAIM(Deciding.BEFORE_THE_EVALUATION),
        BEFORE_THE_CLAIM_IS_COMMITTED(Deciding.BEFORE_ITS_COMMIT),
        BEFORE_THE_SEND(Deciding.AFTER_ITS_COMMIT),
        IN_THE_SEND(Deciding.BEFORE_THE_NOTICE),
        BEFORE_THE_ANSWER(Deciding.BEFORE_THE_EVALUATION),
        BEFORE_THE_MARK(Deciding.BEFORE_THE_NOTICE),
        BEFORE_THE_MARK_IS_COMMITTED(Deciding.BEFORE_ITS_COMMIT),
        AFTER_THE_MARK(Deciding.AFTER_ITS_COMMIT);

        private final Deciding deciding;

        Sending(Deciding deciding) {
            this.deciding = deciding;
        }
    }

    /** There a mail may have gone out or not, and nobody can ask: it is flagged, and never sent again. */
    private static final Set<Sending> MAIL_UNKNOWN = Set.of(
            Sending.BEFORE_THE_SEND,
            Sending.IN_THE_SEND,
            Sending.BEFORE_THE_ANSWER,
            Sending.BEFORE_THE_MARK,
            Sending.BEFORE_THE_MARK_IS_COMMITTED);

    private static final Pattern NOTICE = Pattern.compile(".*notice=(\\d+)");

    private final Post post = Post.withoutAlerts("2026-11-21T15:00:00Z");
    private final String group = "kill-" + ProcessHandle.current().pid();
    private final long seed = Long.getLong("it.seed", new SplittableRandom().nextLong());
    private final Homes homes = new Homes(post, new SplittableRandom(seed));
    private final Map<Sending, Home> hit = new EnumMap<>(Sending.class);

    @BeforeEach
    void letCommitsBeHeld() throws SQLException {
        System.out.println("KillIT -Dit.seed=" + seed);
        Holds.prepare(post.database);
    }

    @AfterEach
    void close() {
        homes.close();
        post.close();
    }

    @Test
    void noNoticeIsLostAndNoneIsTakenTwice() {
        for (var sending : Sending.values()) {
            liveAndDie(sending.deciding, sending);
        }
        post.clock.pass(Duration.ofMinutes(5));
        try (var last = Running.start(post, group)) {
            awaitSettled();
            last.kill();
        }

        assertThat(hit.keySet()).containsExactly(Sending.values());
        assertThat(post.column("select 'usage-threshold:v' || version || ':' || day from alert_evaluation order by 1"))
                .isEqualTo(List.copyOf(new TreeSet<>(homes.expected().stream()
                        .map(key -> key.substring(0, key.lastIndexOf(':')))
                        .toList())));
        assertThat(flagged())
                .containsExactlyElementsOf(new TreeSet<>(
                        MAIL_UNKNOWN.stream().map(hit::get).map(Home::address).toList()));
        assertThat(wronglyTaken()).isEmpty();
    }

    private void liveAndDie(Deciding deciding, Sending sending) {
        post.provider.nothingGoesWrong();
        post.clock.pass(Duration.ofMinutes(5)); // what the life before was sending is abandoned by now
        var begun = System.nanoTime();
        try (var alerts = Running.start(post, group);
                var holds = new Holds(post.database)) {
            homes.announceOthers();
            awaitSettled();
            // its clock has gone on, and the stand-in stamps by ours: too far apart, a text is not known again
            post.clock.pass(Duration.ofNanos(System.nanoTime() - begun));
            var sentTo = homes.above();
            var decidedOn = homes.above();

            hold(sending, holds);
            homes.announce(sentTo);
            await(sending.name(), () -> isAt(sending, sentTo, holds));
            hold(deciding, holds);
            homes.announce(decidedOn);
            await(deciding.name(), () -> isAt(deciding, holds));
            var goesOn = deciding == Deciding.AFTER_ITS_COMMIT;
            if (goesOn) {
                alerts.freeze();
                holds.close();
                await("committed without it", () -> told(decidedOn) == 2 && isAt(sending, sentTo, holds));
            }
            alerts.kill();
            holds.forget();

            assertThat(told(decidedOn)).isEqualTo(goesOn ? 2 : 0);
            hit.put(sending, sentTo);
        }
    }

    private void hold(Deciding deciding, Holds holds) {
        switch (deciding) {
            case BEFORE_THE_EVALUATION -> holds.inserts("alert_evaluation");
            case BEFORE_THE_NOTICE -> holds.inserts("notice");
            case BEFORE_ITS_COMMIT, AFTER_ITS_COMMIT -> holds.commits(Commit.TOLD);
        }
    }

    private static boolean isAt(Deciding deciding, Holds holds) {
        return switch (deciding) {
            case BEFORE_THE_EVALUATION -> holds.waitingToInsert("alert_evaluation") == 1;
            case BEFORE_THE_NOTICE -> holds.waitingToInsert("notice") == 1;
            case BEFORE_ITS_COMMIT, AFTER_ITS_COMMIT -> holds.waitingToCommit(Commit.TOLD) == 1;
        };
    }

    private void hold(Sending sending, Holds holds) {
        switch (sending) {
            case BEFORE_THE_CLAIM -> holds.claims();
            case BEFORE_THE_CLAIM_IS_COMMITTED, BEFORE_THE_SEND -> holds.commits(Commit.CLAIMED);
            case IN_THE_SEND -> post.provider.plan("text.post=hang,mail.end=hang");
            case BEFORE_THE_ANSWER -> post.provider.plan("text.post=hang-after,mail.end=hang-after");
            case BEFORE_THE_MARK -> holds.inserts("notice_attempt");
            case BEFORE_THE_MARK_IS_COMMITTED, AFTER_THE_MARK -> holds.commits(Commit.MARKED);
        }
    }

    /** Both messages, to the address and to the telephone, are there. */
    private boolean isAt(Sending sending, Home home, Holds holds) {
        var states = states(home);
        return switch (sending) {
            case BEFORE_THE_CLAIM -> states.equals("pending pending") && holds.waitingToClaim() == 1;
            case BEFORE_THE_CLAIM_IS_COMMITTED ->
                states.equals("pending pending") && holds.waitingToCommit(Commit.CLAIMED) == 1;
            case BEFORE_THE_SEND ->
                // held, and after the freeze let go; a claim that looked at the clock between the two has only the
                // first
                taken(home) == 0 && (states.startsWith("sending ") || holds.waitingToCommit(Commit.CLAIMED) == 1);
            case IN_THE_SEND -> states.equals("sending sending") && post.provider.planned() == 0 && taken(home) == 0;
            case BEFORE_THE_ANSWER ->
                states.equals("sending sending") && post.provider.planned() == 0 && taken(home) == 2;
            case BEFORE_THE_MARK -> taken(home) == 2 && holds.waitingToInsert("notice_attempt") == 2;
            case BEFORE_THE_MARK_IS_COMMITTED -> taken(home) == 2 && holds.waitingToCommit(Commit.MARKED) == 2;
            case AFTER_THE_MARK ->
                taken(home) == 2 && (states.equals("sent sent") || holds.waitingToCommit(Commit.MARKED) == 2);
        };
    }

    private String states(Home home) {
        return String.join(
                " ",
                post.column(
                        "select state from notice where contact in (?, ?) order by id", home.email(), home.phone()));
    }

    private int told(Home home) {
        return post.column("select key from notice where contact in (?, ?)", home.email(), home.phone())
                .size();
    }

    private int taken(Home home) {
        var notices = post.column("select id from notice where contact = ?", home.phone());
        return (int) (post.mails().stream()
                        .filter(mail -> mail.fact("to").equals(home.address()))
                        .count()
                + post.texts().stream()
                        .filter(text -> notices.contains(noticeOf(text.fact("callback"))))
                        .count());
    }

    private static String noticeOf(String callback) {
        var notice = NOTICE.matcher(callback);
        return notice.matches() ? notice.group(1) : "none of ours: " + callback;
    }

    /** The notices are those of the oracle, and each is sent or known to be unknown. */
    private void awaitSettled() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(post.column("select key from notice order by key collate \"C\""))
                            .isEqualTo(homes.expected());
                    assertThat(post.column("""
                            select id || ' ' || state from notice
                            where state <> 'sent' and not (state = 'unknown' and due_at = 'infinity')
                            """)).isEmpty();
                });
    }

    private List<String> flagged() {
        return post.column("""
                select c.address from notice n join contact c on c.id = n.contact
                where n.state = 'unknown' order by c.address collate "C"
                """);
    }

    /** {@return what is not as it must be, from the journals and the last state alone} */
    private List<String> wronglyTaken() {
        var taken = new HashMap<String, Integer>();
        post.texts().forEach(text -> taken.merge(noticeOf(text.fact("callback")), 1, Integer::sum));
        post.mails()
                .forEach(mail -> taken.merge(
                        post.sql(
                                "select n.id from notice n join contact c on c.id = n.contact where c.address = ?",
                                mail.fact("to")),
                        1,
                        Integer::sum));
        var wrong = new ArrayList<String>();
        for (var row : post.column("select id || ' ' || state from notice order by id")) {
            var times = taken.getOrDefault(row.split(" ")[0], 0);
            if (row.endsWith("sent") ? times != 1 : times > 1) {
                wrong.add("%s was taken %d times".formatted(row, times));
            }
        }
        return wrong;
    }

    private static void await(String point, Callable<Boolean> isThere) {
        Awaitility.await(point)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(isThere);
    }
}
