package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import meterside.testing.Backing;
import org.awaitility.Awaitility;

/** A portal with the provider beside it, for what goes on for weeks: saved methods, and bills that pay themselves. */
public final class Kept implements AutoCloseable {

    public final Homes homes = Homes.in(Backing.database());
    public final Rows rows = new Rows(homes.database());
    public final Provider provider = Provider.start();
    public final Portal portal;

    /** Nothing runs by itself but the look at payments: a test says when. */
    public Kept() {
        portal = open();
        provider.follows(portal).tells(portal);
    }

    /** {@return one more portal over the same database, whose provider is the same} */
    public Portal open() {
        var settings = provider.settings();
        var all = new String[settings.length + 4];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "meterside.autopay.millis";
        all[settings.length + 1] = "86400000";
        all[settings.length + 2] = "meterside.methods.millis";
        all[settings.length + 3] = "86400000";
        return Portal.on(homes.database(), Homes.NOW, all);
    }

    /** {@return an account of demo's alone, so that no test meets another's debts} */
    public long account() {
        var account = rows.write(
                "insert into account (number, name) values (?, 'Dana Demo') returning id", "K-" + UUID.randomUUID());
        rows.write("""
                insert into account_access (login, account, granted_at)
                values ((select id from login where email = ?), ?, '2020-01-01')
                """, Homes.DEMO, account);
        return account;
    }

    public Browser demo() {
        rows.write("delete from sign_in_failure");
        return portal.browser().signedInAs(Homes.DEMO);
    }

    /** {@return the id of a card or account that demo left on the provider's page just now} */
    public String keep(String kind, String number) {
        var page = page(kind);
        assertThat(provider.money.pay(page, number)).isEqualTo("done");
        var session = page.substring(page.lastIndexOf('/') + 1);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> rows.text("select id from payment_method where provider_session = ?", session),
                        id -> !id.isEmpty());
    }

    /** {@return the provider's page on which demo may leave a card or account} */
    public String page(String kind) {
        var answer =
                demo().send("POST", "/api/payment-methods", "{\"kind\":\"%s\",\"language\":\"es\"}".formatted(kind));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("pageUrl").stringValue();
    }

    public void at(String instant) {
        portal.clock.set(Instant.parse(instant));
    }

    /** {@return how many notices of a kind tell of an account, or when it is 0 of any} */
    public long told(String kind, long account) {
        return rows.write(
                "select count(*) from notice where kind = ? and (account = ? or ? = 0)", kind, account, account);
    }

    public void comesTo(String payment, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        rows.text("select state from payment where id = ?::uuid", payment))
                .isEqualTo(state));
    }

    @Override
    public void close() {
        portal.close();
        provider.close();
    }
}
