package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meterside.alerts.testing.Contacts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DeliveryIT extends AtThePost {

    DeliveryIT() {
        super("METERSIDE_TEXTS_A_DAY", "1000");
    }

    @Test
    void anAlertBecomesOneMailAndOneText() {
        var mail = Contacts.aContact(post).email();
        var text = Contacts.aContact(post).speaking("es").sms();
        var byMail = mail.alert();
        var byText = text.alert();

        post.await(byMail, "sent");
        post.await(byText, "sent");

        assertThat(mail.mails()).hasSize(1);
        assertThat(post.mails().getLast().fact("subject"))
                .isEqualTo("Riverton Utilities: your water use passed 400 gallons");
        assertThat(post.mails().getLast().fact("raw"))
                .contains("List-Unsubscribe: <http://127.0.0.1:9/stop/%d.".formatted(mail.id()))
                .contains(
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "multipart/alternative", "Auto-Submitted");
        assertThat(text.texts())
                .containsExactly("Riverton Utilities: su uso de agua del 21 nov fue de 412.5 galones, pasa de 400."
                        + " Responda ALTO para cancelar.");
    }

    @Test
    void aCodeGoesToAnAddressNotYetVerifiedAndIsWipedAndNotKept() {
        var contact = Contacts.aContact(post).notVerified().notAgreed().sms();
        var code = contact.code("482913");

        post.await(code, "sent");

        assertThat(contact.texts()).singleElement().asString().contains("482913");
        assertThat(post.sql("select secret from notice where id = ?", code)).isEqualTo("null");
        assertThat(post.sql("select body from notice_attempt where notice = ?", code))
                .contains("••••••")
                .doesNotContain("482913");
    }

    /** Rule AL17. */
    @Test
    void nobodyIsToldWhoDidNotAgreeOrIsNotVerifiedOrHasGone() {
        var notAgreed = Contacts.aContact(post).notAgreed().email();
        var notVerified = Contacts.aContact(post).notVerified().email();
        var gone = Contacts.aContact(post).email();
        post.sql("update contact set removed_at = ? where id = ?", post.clock.instant(), gone.id());

        post.await(notAgreed.alert(), "failed no-consent");
        post.await(notVerified.alert(), "failed not-verified");
        post.await(gone.alert(), "failed removed");

        assertThat(notAgreed.mails()).isEmpty();
        assertThat(notVerified.mails()).isEmpty();
        assertThat(gone.mails()).isEmpty();
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

        post.await(waiting, "pending quiet-hours");
        post.await(stopped, "pending quiet-hours");
        post.await(late, "pending quiet-hours");
        post.await(awake.alert("usage-threshold", true), "sent");
        post.await(inHonolulu.alert(), "sent");
        post.await(asleep.code("123456"), "sent");
        post.sql(
                "insert into consent (medium, address, purpose, given, source, wording, given_at) values ('sms', ?, 'alerts', false, 'reply', 'STOP', ?)",
                stops.address(),
                post.clock.instant());
        post.clock.set("2026-11-22T13:00:00Z");
        post.await(waiting, "sent");
        post.await(late, "sent");

        post.await(stopped, "failed opted-out");
        assertThat(stops.texts()).isEmpty();
    }

    /** Rule AL22: ten a day, and one message about the rest when the day is over. */
    @Test
    void whatIsTooMuchForADayIsSummedUp() {
        var contact = Contacts.aContact(post).email();
        for (var i = 0; i < 13; i++) {
            contact.alert();
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(post.column(
                        "select state || ':' || count(*) from notice where contact = ? and kind = 'usage-threshold' group by state order by 1",
                        contact.id()))
                .containsExactly("failed:3", "sent:10"));
        post.clock.set("2026-11-22T13:00:01Z");
        var summary =
                Long.parseLong(post.sql("select id from notice where contact = ? and kind = 'summary'", contact.id()));
        post.await(summary, "sent");

        assertThat(post.mails().getLast().fact("subject"))
                .isEqualTo("Riverton Utilities: 3 more alerts on Saturday, November 21");
        assertThat(contact.mails()).hasSize(11);
    }

    @Test
    void whatIsNotWorthItAnyMoreIsDropped() {
        var contact = Contacts.aContact(post).sms();
        post.provider.plan("text.post=429:60*50");
        var code = contact.code("123456");
        post.await(code, "pending provider-busy");

        post.provider.nothingGoesWrong();
        post.clock.pass(Duration.ofMinutes(11));

        post.await(code, "failed expired");
        assertThat(post.sql("select secret from notice where id = ?", code)).isEqualTo("null");
        assertThat(contact.texts()).isEmpty();
    }
}
