package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meterside.alerts.testing.Contacts;
import meterside.alerts.testing.Post;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryIT {

    private static final String NOON = "2026-11-21T17:00:00Z";

    private static Post post;

    @BeforeAll
    static void openThePost() {
        post = new Post(NOON);
    }

    @AfterAll
    static void closeIt() {
        post.close();
    }

    @BeforeEach
    void nothingGoesWrong() {
        post.provider.nothingGoesWrong();
        // what an earlier test left waiting does not come again when the clock is moved
        post.sql(
                "update notice set state = 'failed', reason = 'test over' where state in ('pending', 'sending', 'unknown')");
        post.clock.set(NOON);
    }

    @Test
    void anAlertBecomesOneMailAndOneText() {
        var mail = Contacts.aContact(post).email();
        var text = Contacts.aContact(post).speaking("es").sms();
        var byMail = mail.alert();
        var byText = text.alert();

        await(byMail, "sent");
        await(byText, "sent");

        assertThat(mails(mail)).hasSize(1);
        assertThat(post.mails().getLast().fact("subject"))
                .isEqualTo("Riverton Utilities: your water use passed 400 gallons");
        assertThat(post.mails().getLast().fact("raw"))
                .contains("List-Unsubscribe: <http://127.0.0.1:9/stop/%d.".formatted(mail.id()))
                .contains(
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "multipart/alternative", "Auto-Submitted");
        assertThat(texts(text))
                .containsExactly("Riverton Utilities: su uso de agua del 21 nov fue de 412.5 galones, pasa de 400."
                        + " Responda ALTO para cancelar.");
    }

    @Test
    void aCodeGoesToAnAddressNotYetVerifiedAndIsWipedAndNotKept() {
        var contact = Contacts.aContact(post).notVerified().notAgreed().sms();
        var code = contact.code("482913");

        await(code, "sent");

        assertThat(texts(contact)).singleElement().asString().contains("482913");
        assertThat(post.sql("select secret from notice where id = ?", code)).isEqualTo("null");
        assertThat(post.sql("select body from notice_attempt where notice = ?", code))
                .contains("••••••")
                .doesNotContain("482913");
    }

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
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();
        var notice = contact.alert();

        await(notice, "pending provider-busy");
        assertThat(delay(notice)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
        assertThat(mails(contact)).isEmpty();
        post.clock.pass(Duration.ofSeconds(73));
        await(notice, "sent");

        assertThat(mails(contact)).hasSize(1);
        assertThat(post.column("select outcome from notice_attempt where notice = ? order by id", notice))
                .containsExactly("later", "accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.rcpt=550", "mail.rcpt=552", "mail.rcpt=554", "mail.data=554", "mail.end=552"})
    void aMailRefusedForGoodEndsTheAddress(String fault) {
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();

        await(contact.alert(), "failed bounced");
        await(contact.alert(), "failed bounced");

        assertThat(mails(contact)).isEmpty();
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
        post.provider.plan(fault);
        var contact = Contacts.aContact(post).email();
        var notice = contact.alert();

        await(notice, "unknown no-answer");
        post.clock.pass(Duration.ofHours(20));
        await(Contacts.aContact(post).quiet("00:00", "00:00").email().alert(), "sent");

        assertThat(mails(contact)).hasSize(taken);
        assertThat(state(notice)).isEqualTo("unknown no-answer");
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
        post.provider.plan(fault + ",text.list=500");
        var contact = Contacts.aContact(post).sms();
        var notice = contact.alert();

        await(notice, "unknown no-answer");
        post.clock.pass(Duration.ofSeconds(46));
        await(notice, "unknown provider-silent");
        post.clock.pass(Duration.ofMinutes(2));
        await(notice, "sent");

        assertThat(texts(contact)).hasSize(1);
        assertThat(post.column("select outcome from notice_attempt where notice = ? order by id", notice))
                .isEqualTo(outcomes);
    }

    @Test
    void theProvidersWishToBeLeftAloneIsHonoured() {
        post.provider.plan("text.post=429:600");
        var notice = Contacts.aContact(post).sms().alert();

        await(notice, "pending provider-busy");

        assertThat(delay(notice)).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(613));
    }

    @Test
    void aFullQueueMeansToSlowDown() {
        post.provider.plan("text.post=400:21611");
        var notice = Contacts.aContact(post).sms().alert();

        await(notice, "pending provider-busy");

        assertThat(delay(notice)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(133));
    }

    @ParameterizedTest
    @CsvSource({"21610, opted-out", "21211, invalid", "21614, invalid"})
    void aNumberRefusedForGoodIsNeverTriedAgain(int code, String reason) {
        post.provider.plan("text.post=400:" + code);
        var contact = Contacts.aContact(post).sms();

        await(contact.alert(), "failed " + reason);
        await(contact.alert(), "failed " + reason);

        assertThat(texts(contact)).isEmpty();
        assertThat(post.sql(
                        "select count(*) from notice_attempt a join notice n on n.id = a.notice where n.contact = ?",
                        contact.id()))
                .isEqualTo("1");
    }

    /** Rule AL17. */
    @Test
    void nobodyIsToldWhoDidNotAgreeOrIsNotVerifiedOrHasGone() {
        var notAgreed = Contacts.aContact(post).notAgreed().email();
        var notVerified = Contacts.aContact(post).notVerified().email();
        var gone = Contacts.aContact(post).email();
        post.sql("update contact set removed_at = ? where id = ?", post.clock.instant(), gone.id());

        await(notAgreed.alert(), "failed no-consent");
        await(notVerified.alert(), "failed not-verified");
        await(gone.alert(), "failed removed");

        assertThat(mails(notAgreed)).isEmpty();
        assertThat(mails(notVerified)).isEmpty();
        assertThat(mails(gone)).isEmpty();
    }

    /** Rules AL13 and AL18: what waits is judged again by what is true in the morning. */
    @Test
    void quietHoursDelayWhatCanWait() {
        post.clock.set("2026-11-22T03:00:00Z"); // ten in the evening in New York
        var asleep = Contacts.aContact(post).sms();
        var awake = Contacts.aContact(post).urgentAtNight().sms();
        var inHonolulu = Contacts.aContact(post).in("Pacific/Honolulu").sms();
        var stops = Contacts.aContact(post).sms();
        var waiting = asleep.alert("usage-threshold", true);
        var stopped = stops.alert();
        var late = awake.alert("usage-late", true);

        await(waiting, "pending quiet-hours");
        await(stopped, "pending quiet-hours");
        await(late, "pending quiet-hours");
        await(awake.alert("usage-threshold", true), "sent");
        await(inHonolulu.alert(), "sent");
        await(asleep.code("123456"), "sent");
        post.sql(
                "insert into consent (medium, address, purpose, given, source, wording, given_at) values ('sms', ?, 'alerts', false, 'reply', 'STOP', ?)",
                stops.address(),
                post.clock.instant());
        post.clock.set("2026-11-22T13:00:00Z");
        await(waiting, "sent");
        await(late, "sent");

        await(stopped, "failed opted-out");
        assertThat(texts(stops)).isEmpty();
    }

    /** Rule AL22: ten a day, and one message about the rest when the day is over. */
    @Test
    void whatIsTooMuchForADayIsSummedUp() {
        var contact = Contacts.aContact(post).email();
        for (var i = 0; i < 13; i++) {
            contact.alert();
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(post.column(
                        "select state || ':' || count(*) from notice where contact = ? and kind = 'usage-threshold' group by state order by 1",
                        contact.id()))
                .containsExactly("failed:3", "sent:10"));
        post.clock.set("2026-11-22T13:00:01Z");
        var summary =
                Long.parseLong(post.sql("select id from notice where contact = ? and kind = 'summary'", contact.id()));
        await(summary, "sent");

        assertThat(post.mails().getLast().fact("subject"))
                .isEqualTo("Riverton Utilities: 3 more alerts on Saturday, November 21");
        assertThat(mails(contact)).hasSize(11);
    }

    @Test
    void whatIsNotWorthItAnyMoreIsDropped() {
        var contact = Contacts.aContact(post).sms();
        post.provider.plan("text.post=429:60*50");
        var code = contact.code("123456");
        await(code, "pending provider-busy");

        post.provider.nothingGoesWrong();
        post.clock.pass(Duration.ofMinutes(11));

        await(code, "failed expired");
        assertThat(post.sql("select secret from notice where id = ?", code)).isEqualTo("null");
        assertThat(texts(contact)).isEmpty();
    }

    private static void await(long notice, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(state(notice))
                .startsWith(state));
    }

    private static String state(long notice) {
        return post.sql("select state || ' ' || coalesce(reason, '') from notice where id = ?", notice);
    }

    private static Duration delay(long notice) {
        return Duration.ofSeconds(Long.parseLong(post.sql(
                "select extract(epoch from due_at - cast(? as timestamptz))::bigint from notice where id = ?",
                post.clock.instant(),
                notice)));
    }

    private static List<String> mails(Contacts.Contact contact) {
        return post.mails().stream()
                .filter(one -> one.fact("to").equals(contact.address()))
                .map(one -> one.fact("id"))
                .toList();
    }

    private static List<String> texts(Contacts.Contact contact) {
        return post.texts().stream()
                .filter(one -> one.fact("to").equals(contact.address()))
                .map(one -> one.fact("body"))
                .toList();
    }
}
