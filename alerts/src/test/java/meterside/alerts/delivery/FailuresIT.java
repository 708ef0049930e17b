package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meterside.alerts.testing.Contacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R20 and R21: every failure of a mail server and of Twilio has its stated end. */
class FailuresIT extends AtThePost {

    /** R20: each is tried again a minute later and then taken, once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.connect=421",
                "mail.connect=hang",
                "mail.connect=drop",
                "mail.connect=slow",
                "mail.ehlo=hang",
                "mail.starttls=454",
                "mail.starttls=tls",
                "mail.starttls=hang",
                "mail.mail=421",
                "mail.mail=451",
                "mail.mail=550",
                "mail.mail=hang",
                "mail.rcpt=421",
                "mail.rcpt=450",
                "mail.rcpt=451",
                "mail.rcpt=452",
                "mail.rcpt=hang",
                "mail.rcpt=drop",
                "mail.data=451",
                "mail.data=hang",
                "mail.data=drop",
                "mail.end=421",
                "mail.end=450",
                "mail.end=452"
            })
    void aMailThatWasCertainlyNotTakenIsTriedAgain(String fault) {
        post.awaitRest();
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();
        var notice = contact.alert();

        post.await(notice, "pending provider-busy");
        assertThat(post.delay(notice)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
        assertThat(contact.mails()).isEmpty();
        post.clock.pass(Duration.ofSeconds(73));
        post.await(notice, "sent");

        assertThat(contact.mails()).hasSize(1);
        assertThat(post.column("select outcome from notice_attempt where notice = ? order by id", notice))
                .containsExactly("later", "accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.rcpt=550", "mail.rcpt=552", "mail.rcpt=554", "mail.data=554", "mail.end=552"})
    void aMailRefusedForGoodEndsTheAddress(String fault) {
        post.awaitRest();
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();

        post.await(contact.alert(), "failed bounced");
        post.await(contact.alert(), "failed bounced");

        assertThat(contact.mails()).isEmpty();
        assertThat(post.sql(
                        "select count(*) from address_failure where address = ? and reason = 'bounced'",
                        contact.address()))
                .isEqualTo("1");
    }

    /** Nobody can ask a mail server afterwards: it is flagged, and never sent again. */
    @ParameterizedTest
    @CsvSource({
        "mail.end=drop, 0",
        "mail.end=hang, 0",
        "mail.end=drop-after, 1",
        "mail.end=hang-after, 1",
        "mail.end=slow, 1"
    })
    void aMailOfUnknownFateIsFlagged(String fault, int taken) {
        post.awaitRest();
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();
        var notice = contact.alert();

        post.await(notice, "unknown no-answer");
        post.clock.pass(Duration.ofHours(20));
        post.await(Contacts.aContact(post).quiet("00:00", "00:00").email().alert(), "sent");

        assertThat(contact.mails()).hasSize(taken);
        assertThat(post.state(notice)).isEqualTo("unknown no-answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.post=500", "text.post=503", "text.post=hang", "text.post=drop"})
    void aTextThatTheProviderHasNotIsSentAgain(String fault) {
        unknownThenOnce(fault, List.of("unknown", "accepted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.post=500-after", "text.post=hang-after", "text.post=drop-after"})
    void aTextThatTheProviderHasIsFoundThereAndNotSentAgain(String fault) {
        unknownThenOnce(fault, List.of("unknown", "reconciled"));
    }

    private void unknownThenOnce(String fault, List<String> outcomes) {
        post.awaitRest();
        post.provider.plan(fault + ",text.list=500");
        var contact = Contacts.aContact(post).sms();
        var notice = contact.alert();

        post.await(notice, "unknown no-answer");
        post.clock.pass(Duration.ofSeconds(46));
        post.await(notice, "unknown provider-silent");
        post.clock.pass(Duration.ofMinutes(2));
        post.await(notice, "sent");

        assertThat(contact.texts()).hasSize(1);
        assertThat(post.column("select outcome from notice_attempt where notice = ? order by id", notice))
                .isEqualTo(outcomes);
    }

    @Test
    void theProvidersWishToBeLeftAloneIsHonoured() {
        post.awaitRest();
        post.provider.plan("text.post=429:600");
        var notice = Contacts.aContact(post).sms().alert();

        post.await(notice, "pending provider-busy");

        assertThat(post.delay(notice)).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(613));
    }

    @Test
    void aFullQueueMeansToSlowDown() {
        post.awaitRest();
        post.provider.plan("text.post=400:21611");
        var notice = Contacts.aContact(post).sms().alert();

        post.await(notice, "pending provider-busy");

        assertThat(post.delay(notice)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(133));
    }

    @ParameterizedTest
    @CsvSource({"21610, opted-out", "21211, invalid", "21614, invalid"})
    void aNumberRefusedForGoodIsNeverTriedAgain(int code, String reason) {
        post.awaitRest();
        post.provider.plan("text.post=400:" + code);
        var contact = Contacts.aContact(post).sms();

        post.await(contact.alert(), "failed " + reason);
        post.await(contact.alert(), "failed " + reason);

        assertThat(contact.texts()).isEmpty();
        assertThat(post.sql(
                        "select count(*) from notice_attempt a join notice n on n.id = a.notice where n.contact = ?",
                        contact.id()))
                .isEqualTo("1");
    }
}
