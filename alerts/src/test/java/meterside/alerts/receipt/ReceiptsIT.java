package meterside.alerts.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meterside.alerts.testing.Contacts;
import meterside.alerts.testing.Post;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rule AL24: in every order, and however often, the same events come to the same end. */
class ReceiptsIT {

    private static Post post;
    private static int events;

    @BeforeAll
    static void openThePost() {
        post = new Post("2026-11-21T15:00:00Z");
    }

    @AfterAll
    static void closeIt() {
        post.close();
    }

    @Test
    void everyOrderOfStatesComesToTheSameEnd() {
        for (var order : permutations(List.of("queued", "sent", "delivered"))) {
            assertThat(after(order, "sending")).as(order.toString()).isEqualTo("delivered ");
            assertThat(after(order, "unknown")).as(order.toString()).isEqualTo("delivered ");
        }
        for (var order : permutations(List.of("queued", "sent", "undelivered"))) {
            assertThat(after(order, "sent")).as(order.toString()).isEqualTo("failed undelivered");
        }
        for (var order : permutations(List.of("sent", "delivered", "undelivered"))) {
            assertThat(after(order, "sent")).as(order.toString()).isEqualTo("delivered ");
        }
    }

    @Test
    void aNumberThatNoTextReachesIsNotUsedAgain() {
        var contact = Contacts.aContact(post).sms();
        var notice = sent(contact, "sent", "SM-30005");
        event("status", "{\"message\":\"SM-30005\",\"state\":\"undelivered\",\"error\":30005}");
        taken();

        assertThat(state(notice)).isEqualTo("failed undelivered");
        assertThat(post.sql("select reason from address_failure where address = ?", contact.address()))
                .isEqualTo("invalid");
    }

    /** Rule ML8. */
    @Test
    void whoSaysThatTheNumberIsAnothersIsNotTextedAgain() {
        var contact = Contacts.aContact(post).sms();
        event(
                "reply",
                "{\"message\":\"SM-wrong\",\"from\":\"%s\",\"to\":\"+15555550100\",\"word\":\"wrong-number\"}"
                        .formatted(contact.address()));
        taken();
        post.clock.pass(Duration.ofSeconds(1));
        var notice = contact.alert();

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(state(notice))
                .isEqualTo("failed wrong-number"));
    }

    private static String after(List<String> order, String from) {
        var message = "SM-" + order.hashCode() + from;
        var notice = sent(Contacts.aContact(post).sms(), from, message);
        for (var state : order) {
            event("status", "{\"message\":\"%s\",\"state\":\"%s\",\"notice\":%d}".formatted(message, state, notice));
        }
        taken();
        return state(notice);
    }

    private static long sent(Contacts.Contact contact, String state, String message) {
        return Long.parseLong(post.sql(
                """
                insert into notice (key, kind, account, login, contact, facts, urgent, made_at, due_at, state, tries, provider_id)
                values (?, 'usage-threshold', ?, ?, ?, '{}', false, ?, '2027-01-01T00:00:00Z', ?, 1, ?) returning id
                """,
                "receipt:" + contact.id() + message,
                contact.account(),
                contact.login(),
                contact.id(),
                post.clock.instant(),
                state,
                state.equals("sent") ? message : null));
    }

    private static void event(String kind, String facts) {
        post.sql("""
                insert into provider_event (provider, provider_key, kind, facts, received_at)
                values ('twilio', ?, ?, cast(? as jsonb), ?)
                """, "test:" + events++, kind, facts, post.clock.instant());
    }

    private static void taken() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                post.sql(
                                        "select count(*) from provider_event e where not exists (select from provider_event_taken t where t.event = e.id)"))
                        .isEqualTo("0"));
    }

    private static String state(long notice) {
        return post.sql("select state || ' ' || coalesce(reason, '') from notice where id = ?", notice);
    }

    private static List<List<String>> permutations(List<String> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<String>>();
        for (var first : of) {
            var rest = new ArrayList<>(of);
            rest.remove(first);
            permutations(rest).forEach(tail -> {
                var one = new ArrayList<String>();
                one.add(first);
                one.addAll(tail);
                all.add(one);
            });
        }
        return all;
    }
}
