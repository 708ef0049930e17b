package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meterside.alerts.notice.Notices;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Sender;
import meterside.alerts.testing.Contacts;
import meterside.alerts.testing.Post;
import meterside.alerts.words.City;
import meterside.alerts.words.Words;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * R3, short: the sender dies between any two of its steps, again and again, while providers misbehave by a seed. How many
 * notices: {@code -Dit.notices}, 60 unless set.
 */
class DeathsIT {

    private static final List<String> STEPS =
            List.of("claimed", "claim committed", "before send", "answered", "marked");
    private static final Pattern NOTICE = Pattern.compile(".*notice=(\\d+)");

    private static Post post;

    @BeforeAll
    static void openThePost() {
        post = new Post(
                "2026-11-21T15:00:00Z",
                "METERSIDE_TEXTS_A_DAY",
                "100000",
                // none of the faults by chance hangs, so it is waited for as long as a busy machine may take
                "meterside.smtp.answer",
                "20s",
                "meterside.smtp.whole",
                "40s",
                "meterside.twilio.whole",
                "20s");
        post.bean(Loop.class).stop();
    }

    @AfterAll
    static void closeIt() {
        post.close();
    }

    /** The process ends here. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void noneIsLostAndNoneIsTakenTwice() {
        var seed = Long.getLong("it.seed", new SplittableRandom().nextLong());
        System.out.println("DeathsIT -Dit.seed=" + seed);
        var random = new SplittableRandom(seed);
        post.provider.plan("random=%d:25".formatted(seed));
        var media = new HashMap<Long, Medium>();
        var deaths = new HashMap<String, Integer>();
        for (var i = 0; i < Integer.getInteger("it.notices", 60); i++) {
            var contact = Contacts.aContact(post).quiet("00:00", "00:00");
            var email = random.nextBoolean();
            media.put(email ? contact.email().alert() : contact.sms().alert(), email ? Medium.EMAIL : Medium.SMS);
        }

        for (var round = 0; round < 2_000 && unsettled() > 0; round++) {
            // at each step once, while there is certainly work, and by chance from then on
            var dies = round < 2 * STEPS.size() ? round % 2 == 1 : random.nextBoolean();
            var fatal = dies ? STEPS.get(round / 2 % STEPS.size()) : "";
            try {
                work(delivery(step -> {
                    if (step.equals(fatal)) {
                        throw new Death();
                    }
                }));
            } catch (Death death) {
                deaths.merge(fatal, 1, Integer::sum);
                post.clock.pass(Duration.ofMinutes(3)); // the lease ends
            }
            post.clock.pass(Duration.ofSeconds(50));
        }

        System.out.println("DeathsIT died " + deaths);
        assertThat(unsettled()).isZero();
        assertThat(deaths.keySet()).as("each step was died at").containsAll(STEPS);
        judge(media);
    }

    private void work(Delivery delivery) {
        delivery.findAbandoned(50);
        delivery.askAboutUnknown(50);
        delivery.claim(3).forEach(delivery::send);
    }

    /** What must be, from the journals and the last state alone: it knows nothing of how the states came about. */
    private static void judge(Map<Long, Medium> media) {
        var taken = new HashMap<Long, Integer>();
        post.texts().forEach(text -> {
            var notice = NOTICE.matcher(text.fact("callback"));
            assertThat(notice.matches()).isTrue();
            taken.merge(Long.parseLong(notice.group(1)), 1, Integer::sum);
        });
        var noticeOfAddress = new HashMap<String, Long>();
        media.forEach((id, medium) -> noticeOfAddress.put(
                post.sql("select c.address from notice n join contact c on c.id = n.contact where n.id = ?", id), id));
        post.mails().forEach(mail -> taken.merge(noticeOfAddress.get(mail.fact("to")), 1, Integer::sum));
        var wrong = new ArrayList<String>();
        media.forEach((id, medium) -> {
            var state = post.sql("select state from notice where id = ?", id);
            var times = taken.getOrDefault(id, 0);
            var right =
                    switch (state) {
                        case "sent" -> times == 1;
                        case "unknown" ->
                            medium == Medium.EMAIL && times <= 1; // flagged: told to the engineer, not sent again
                        default -> false;
                    };
            if (!right) {
                wrong.add("%s %d is %s and was taken %d times".formatted(medium, id, state, times));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(taken.keySet()).isSubsetOf(media.keySet());
    }

    private static int unsettled() {
        return Integer.parseInt(
                post.sql(
                        "select count(*) from notice where state in ('pending', 'sending') or state = 'unknown' and due_at < 'infinity'"));
    }

    private static Delivery delivery(Delivery.Steps steps) {
        var settings = post.bean(DeliverySettings.class);
        var senders = post.beans(Sender.class).stream().collect(Collectors.toMap(Sender::medium, Function.identity()));
        return new Delivery(
                senders,
                post.bean(DueRepository.class),
                post.bean(FateRepository.class),
                post.bean(Notices.class),
                new Words(new City(settings.cityName(), settings.cityPhone(), settings.publicUrl(), settings.zone())),
                new Backoff(RandomGenerator.getDefault()),
                settings,
                new TransactionTemplate(post.bean(PlatformTransactionManager.class)),
                post.bean(Clock.class),
                steps);
    }
}
