package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meterside.alerts.testing.Contacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became untrue, what was not so after all, and what did not arrive by one medium. */
class OvertakenIT extends AtThePost {

    OvertakenIT() {
        super("METERSIDE_TEXTS_A_DAY", "1000");
    }

    /** AL18: whether it is still true is asked again in the morning. */
    @Test
    void whatWaitedIsNotToldOnceACorrectionUndidIt() {
        post.clock.set("2026-11-22T03:00:00Z"); // ten in the evening
        var undone = Contacts.aContact(post).sms();
        var doneAgain = Contacts.aContact(post).sms();
        var takenBack = undone.decision();
        var broughtBack = doneAgain.decision();
        var first = undone.told("usage-threshold", takenBack);
        var second = doneAgain.told("usage-threshold", broughtBack);
        post.await(first, "pending quiet-hours");
        post.await(second, "pending quiet-hours");

        turn(takenBack, false);
        turn(broughtBack, false);
        turn(broughtBack, true);
        post.clock.set("2026-11-22T13:00:00Z");

        post.await(first, "failed undone");
        post.await(second, "sent");
        assertThat(undone.texts()).isEmpty();
    }

    /** AL14: one retraction, once, to whom the alert was told, with the figures as known now. */
    @Test
    void whoWasToldIsToldOnceThatItWasNotSo() {
        var contact = Contacts.aContact(post).sms();
        var decision = contact.decision();
        post.await(contact.told("usage-threshold", decision), "sent");
        turn(decision, false);
        post.await(contact.told("usage-corrected", decision), "sent");
        turn(decision, true);
        post.await(contact.told("usage-threshold", decision), "failed told-before");
        turn(decision, false);
        post.await(contact.told("usage-corrected", decision), "failed told-before");

        assertThat(contact.texts())
                .containsExactly(
                        text(contact, decision, "water use on Nov 21 reached 412.5 gallons, more than your 400."),
                        text(
                                contact,
                                decision,
                                "corrected reads: water use on Nov 21 was 412.5 gallons, not more than 400."));
    }

    private static String text(Contacts.Contact contact, long decision, String words) {
        return "Riverton Utilities: %s http://127.0.0.1:9/accounts/%d/evaluations/%d Reply STOP to end."
                .formatted(words, contact.account(), decision);
    }

    @Test
    void whoWasNotToldHearsOfNoCorrection() {
        post.awaitRest();
        post.provider.plan("mail.rcpt=550");
        var contact = Contacts.aContact(post).email();
        var decision = contact.decision();
        post.await(contact.told("usage-threshold", decision), "failed bounced");
        post.sql("delete from address_failure where address = ?", contact.address());
        turn(decision, false);

        post.await(contact.told("usage-corrected", decision), "failed not-told");
        assertThat(contact.mails()).isEmpty();
    }

    /** A correction waits until it has settled, and by then it may have been corrected itself. */
    @Test
    void aCorrectionThatWasCorrectedIsNotTold() {
        var contact = Contacts.aContact(post).email();
        var decision = contact.decision();
        post.await(contact.told("usage-threshold", decision), "sent");
        turn(decision, false);
        turn(decision, true);

        post.await(contact.told("usage-corrected", decision), "failed true-again");
        assertThat(contact.mails()).hasSize(1);
    }

    /** AL20, and each medium at most once: also when the same is told of it again. */
    @Test
    void aTextThatWasNotDeliveredIsFollowedByAnEmail() {
        var phone = Contacts.aContact(post).sms();
        var other = Contacts.aContact(post).alsoOf(phone).sms();
        var mail = Contacts.aContact(post).alsoOf(phone).speaking("es").email();
        var decision = phone.decision();
        var text = phone.told("usage-threshold", decision);
        post.await(text, "sent");

        undelivered(text);
        undelivered(text);
        post.await(text, "failed undelivered");
        var instead = insteadOf(text);
        post.await(instead, "sent");

        assertThat(mail.mails()).hasSize(1);
        assertThat(post.mails().getLast().fact("subject"))
                .isEqualTo("Riverton Utilities: su uso de agua pasó de 400 galones");
        assertThat(other.texts()).isEmpty();
        assertThat(post.sql("select count(*) from notice where evaluation = ?", decision))
                .isEqualTo("2");
    }

    @Test
    void aMediumThatWasUsedOrNotAgreedToIsNotUsedInstead() {
        var phone = Contacts.aContact(post).sms();
        var mail = Contacts.aContact(post).alsoOf(phone).email();
        var both = phone.decision();
        post.await(mail.told("usage-threshold", both), "sent");
        var text = phone.told("usage-threshold", both);
        var alone = Contacts.aContact(post).sms();
        Contacts.aContact(post).alsoOf(alone).notAgreed().email();
        Contacts.aContact(post).alsoOf(alone).notVerified().email();
        var only = alone.told("usage-threshold", alone.decision());
        post.await(text, "sent");
        post.await(only, "sent");

        undelivered(text);
        undelivered(only);
        post.await(text, "failed undelivered");
        post.await(only, "failed undelivered");

        assertThat(insteadOf(text)).isZero();
        assertThat(insteadOf(only)).isZero();
        assertThat(mail.mails()).hasSize(1);
    }

    /** Decision 13: nobody can ask for an e-mail, so it is flagged and the next medium tried; or it came back. */
    @ParameterizedTest
    @CsvSource({
        "mail.end=drop-after, unknown no-answer",
        "mail.end=drop, unknown no-answer",
        "mail.rcpt=550, failed bounced"
    })
    void anEmailThatMayNotHaveArrivedIsFollowedByAText(String fault, String state) {
        post.awaitRest();
        post.provider.plan(fault);
        var mail = Contacts.aContact(post).email();
        var phone = Contacts.aContact(post).alsoOf(mail).sms();
        var notice = mail.told("usage-threshold", mail.decision());

        post.await(notice, state);
        post.await(insteadOf(notice), "sent");
        post.clock.pass(Duration.ofHours(5));
        post.await(Contacts.aContact(post).quiet("00:00", "00:00").email().alert(), "sent");

        assertThat(phone.texts()).hasSize(1);
        assertThat(mail.mails()).hasSizeLessThanOrEqualTo(1);
        assertThat(post.state(notice)).startsWith(state);
    }

    /** Who sent STOP is not written to instead. And what is no alert has no other way than its own. */
    @ParameterizedTest
    @ValueSource(ints = {21610, 21211})
    void aStopIsNotWrittenAround(int code) {
        post.awaitRest();
        post.provider.plan("text.post=400:%d*2".formatted(code));
        var phone = Contacts.aContact(post).sms();
        Contacts.aContact(post).alsoOf(phone).email();
        var alert = phone.told("usage-threshold", phone.decision());
        post.await(alert, "failed");
        var secret = Contacts.aContact(post).alsoOf(phone).sms().code("123456");
        post.await(secret, "failed");

        assertThat(insteadOf(alert) != 0).isEqualTo(code == 21211);
        assertThat(insteadOf(secret)).isZero();
    }

    /** {@return the notice that was made instead, or 0} */
    private long insteadOf(long notice) {
        var found = post.sql(
                "select i.id from notice i join notice n on i.key like n.key || ':instead:%' where n.id = ?", notice);
        return found.isEmpty() ? 0 : Long.parseLong(found);
    }

    private void undelivered(long text) {
        post.sql("""
                insert into provider_event (provider, provider_key, kind, facts, received_at)
                select 'twilio', gen_random_uuid(), 'status',
                       jsonb_build_object('message', provider_id, 'state', 'undelivered', 'error', 30003, 'notice', id), ?
                from notice where id = ?
                """, post.clock.instant(), text);
    }

    /** Alerts saw a correction; see WatchIT for how. */
    private void turn(long decision, boolean beyond) {
        post.clock.pass(Duration.ofMillis(10));
        post.sql("""
                insert into alert_turn (evaluation, at, beyond, billionths, decided_at) values (?, ?, ?, 0, ?)
                """, decision, post.clock.instant(), beyond, post.clock.instant());
    }
}
