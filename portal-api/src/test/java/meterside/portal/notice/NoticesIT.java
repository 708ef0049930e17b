package meterside.portal.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import meterside.portal.consent.Consents;
import meterside.portal.consent.Declaration;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NoticesIT {

    private static Rows rows;
    private static Portal portal;

    @BeforeAll
    static void openThePortal() {
        var database = Backing.database();
        rows = new Rows(database);
        portal = Portal.on(database, "2026-11-21T15:00:00Z");
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @Test
    void tellsTheSameKeyOnce() {
        var notice = new Notice(
                "password-changed:1",
                "password-changed",
                null,
                null,
                Recipient.email("ann@example.com", "es"),
                Map.of("at", "2026-11-21T10:00-05:00"),
                "123456",
                true,
                Duration.ofMinutes(10));

        portal.bean(Notices.class).tell(notice).block();
        portal.bean(Notices.class).tell(notice).block();

        assertThat(rows.write("""
                        select count(*) from notice
                        where key = 'password-changed:1' and state = 'pending' and facts ->> 'at' = '2026-11-21T10:00-05:00'
                          and expires_at = made_at + interval '10 minutes' and due_at = made_at and language = 'es'
                        """)).isEqualTo(1);
    }

    @Test
    void theLatestWordOnConsentCounts() {
        var consents = portal.bean(Consents.class);
        var word = new Declaration(
                "sms", "+12025550123", Declaration.Source.PAGE, Consents.WORDING, null, null, "127.0.0.1");

        assertThat(consents.isGiven("sms", "+12025550123").block()).isFalse();
        consents.give(word).block();
        assertThat(consents.isGiven("sms", "+12025550123").block()).isTrue();
        consents.take(word).block();
        assertThat(consents.isGiven("sms", "+12025550123").block()).isFalse();
    }

    @Test
    void whatTheProviderSaysOfAStopCountsUntilConsentIsGivenAnew() {
        var consents = portal.bean(Consents.class);
        var word = new Declaration(
                "sms", "+12025550124", Declaration.Source.PAGE, Consents.WORDING, null, null, "127.0.0.1");
        consents.give(word).block();

        rows.write("""
                insert into address_failure (medium, address, reason, failed_at)
                values ('sms', '+12025550124', 'opted-out', '2026-11-21T15:00:01Z')
                """);
        assertThat(consents.isGiven("sms", "+12025550124").block()).isFalse();
        portal.clock.pass(Duration.ofMinutes(1));
        consents.give(word).block();

        assertThat(consents.isGiven("sms", "+12025550124").block()).isTrue();
    }
}
