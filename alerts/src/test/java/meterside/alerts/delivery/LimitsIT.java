package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import meterside.alerts.health.HealthPart;
import meterside.alerts.testing.Contacts;
import meterside.alerts.testing.Contacts.Contact;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two texts a day over all, and two alerts a day for one contact. */
class LimitsIT extends AtThePost {

    LimitsIT() {
        super("METERSIDE_TEXTS_A_DAY", "2", "METERSIDE_NOTICES_A_DAY", "2");
    }

    /** The spend cap: what is over it waits for the utility's midnight, codes too; e-mails cost nothing and go. */
    @Test
    void moreTextsThanADayHasWaitForTheNextDay() {
        post.clock.set("2026-12-05T17:00:00Z");
        var first = aPhone();
        var second = aPhone();
        post.provider.plan("text.post=500-after"); // whether it was taken is not known: it may cost, so it counts
        post.await(first.alert(), "unknown");
        post.await(second.alert(), "sent");
        var third = aPhone();
        var waiting = third.alert();
        var code = aPhone().code("482913");

        post.await(waiting, "pending texts-spent");
        post.await(code, "pending texts-spent");
        assertThat(post.delay(waiting)).isEqualTo(Duration.ofHours(12));
        assertThat(post.delay(code)).isEqualTo(Duration.ofMinutes(10)); // then it is wiped
        post.await(Contacts.aContact(post).email().alert(), "sent");
        assertThat(health("texts")).contains("2 wait for tomorrow since METERSIDE_TEXTS_A_DAY is spent");
        assertThat(third.texts()).isEmpty();

        post.clock.set("2026-12-06T05:00:00Z");
        post.await(waiting, "sent");
        post.await(code, "failed expired");
        assertThat(third.texts()).hasSize(1);
    }

    /** AL22: each local day of the contact has its own limit and its own summary, told when it is over. */
    @Test
    void whatIsTooMuchIsSummedUpByTheContactsOwnDays() {
        post.clock.set("2026-11-22T09:50:00Z"); // ten to midnight in Honolulu
        var contact = Contacts.aContact(post)
                .in("Pacific/Honolulu")
                .quiet("00:00", "00:00")
                .email();
        threeAlerts(contact);
        assertThat(summaries(contact)).containsExactly("2026-11-21 pending");

        post.clock.set("2026-11-22T10:10:00Z"); // the day after
        threeAlerts(contact);
        post.await(contact.alert(), "failed in-summary");
        awaitSummaries(contact, "2026-11-21 sent", "2026-11-22 pending");
        post.clock.set("2026-11-23T10:10:00Z"); // and the one after that, on which nothing is held back
        post.await(contact.alert(), "sent");
        awaitSummaries(contact, "2026-11-21 sent", "2026-11-22 sent");
        post.clock.set("2026-11-24T10:10:00Z");
        post.await(contact.alert(), "sent");

        assertThat(summaries(contact)).hasSize(2);
        assertThat(post.mails().stream()
                        .filter(mail -> mail.fact("to").equals(contact.address()))
                        .map(mail -> mail.fact("subject"))
                        .filter(subject -> subject.contains("more alert")))
                .containsExactly(
                        "Riverton Utilities: 1 more alert on Saturday, November 21",
                        "Riverton Utilities: 2 more alerts on Sunday, November 22");
    }

    /** Two are told, the third is held back. */
    private void threeAlerts(Contact contact) {
        var told = Stream.generate(contact::alert).limit(3).toList();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        told.stream().map(post::state).sorted())
                .containsExactly("failed in-summary", "sent ", "sent "));
    }

    private void awaitSummaries(Contact contact, String... states) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(summaries(contact))
                .containsExactly(states));
    }

    private List<String> summaries(Contact contact) {
        return post.column(
                "select facts ->> 'day' || ' ' || state from notice where contact = ? and kind = 'summary' order by 1",
                contact.id());
    }

    private Contact aPhone() {
        return Contacts.aContact(post).quiet("00:00", "00:00").sms();
    }

    private String health(String part) {
        return post.beans(HealthPart.class).stream()
                .filter(one -> one.name().equals(part))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
