package meterside.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meterside.alerts.testing.Contacts;
import meterside.alerts.testing.Post;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FirstLetterIT {

    private static Post post;

    @BeforeAll
    static void openThePost() {
        post = new Post("2026-11-21T15:00:00Z");
    }

    @AfterAll
    static void closeIt() {
        post.close();
    }

    @Test
    void anAlertBecomesOneMailAndOneText() {
        var mail = Contacts.aContact(post).email();
        var text = Contacts.aContact(post).speaking("es").sms();
        var byMail = mail.alert();
        var byText = text.alert();

        await(byMail, "sent");
        await(byText, "sent");

        assertThat(post.mails().stream().filter(one -> one.fact("to").equals(mail.address())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.fact("subject")).isEqualTo("Riverton Utilities: your water use passed 400 gallons");
                    assertThat(one.fact("raw"))
                            .contains("List-Unsubscribe: <http://127.0.0.1:9/stop/%d.".formatted(mail.id()))
                            .contains("multipart/alternative");
                });
        assertThat(post.texts().stream().filter(one -> one.fact("to").equals(text.address())))
                .singleElement()
                .satisfies(one -> assertThat(one.fact("body"))
                        .isEqualTo("Riverton Utilities: su uso de agua del 21 nov fue de 412.5 galones, pasa de 400."
                                + " Responda ALTO para cancelar."));
    }

    @Test
    void aCodeGoesToAnAddressNotYetVerifiedAndIsWipedAndNotKept() {
        var contact = Contacts.aContact(post).notVerified().notAgreed().sms();
        var code = contact.code("482913");

        await(code, "sent");

        assertThat(post.texts().getLast().fact("body")).contains("482913");
        assertThat(post.sql("select secret from notice where id = ?", code)).isEqualTo("null");
        assertThat(post.sql("select body from notice_attempt where notice = ?", code))
                .contains("••••••")
                .doesNotContain("482913");
    }

    private static void await(long notice, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        post.sql("select state || ' ' || coalesce(reason, '') from notice where id = ?", notice))
                .startsWith(state));
    }
}
