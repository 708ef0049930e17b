package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import meterside.portal.testing.Browser.Answer;
import meterside.testing.Backing;

/** Two homes whose customers owe something, a portal they can pay at, and the provider. */
public final class Till implements AutoCloseable {

    public final Homes homes;
    public final Rows rows;
    public final Provider provider;
    public final Portal portal;
    private final Tally tally;

    private Till(String... more) {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        provider = Provider.start();
        tally = new Tally(rows, provider);
        var settings = new String[provider.settings().length + more.length];
        System.arraycopy(provider.settings(), 0, settings, 0, provider.settings().length);
        System.arraycopy(more, 0, settings, provider.settings().length, more.length);
        portal = Portal.on(homes.database(), Homes.NOW, settings);
        provider.follows(portal);
    }

    /** Opens it; the provider's messages arrive. */
    public static Till open(String... more) {
        var till = new Till(more);
        till.provider.tells(till.portal);
        return till;
    }

    /** Opens it; whatever the provider tells, it tells nobody yet. */
    public static Till deaf(String... more) {
        return new Till(more);
    }

    public Browser demo() {
        var browser = portal.browser();
        Provider.await(
                "the door opens",
                () -> browser.signIn(Homes.DEMO, Browser.PASSWORD).status() == 200);
        return browser;
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    /** {@return a wish to pay by card on the provider's page} */
    public static String wish(long account, long cents) {
        return wish(account, cents, "");
    }

    /** @param more further fields, such as {@code "save":true}; a later one wins */
    public static String wish(long account, long cents, String more) {
        return "{\"parts\":[{\"account\":\"%d\",\"cents\":%d}],\"kind\":\"%s\",\"language\":\"en\"%s}"
                .formatted(
                        account,
                        cents,
                        more.contains("bank") ? "bank" : "card",
                        more.isEmpty() || more.equals("bank") ? "" : "," + more);
    }

    /** Asks to pay. */
    public static Answer pay(Browser browser, String key, String wish) {
        return browser.send("POST", "/api/payments", wish, "Idempotency-Key", key);
    }

    /** {@return the id of a payment whose page is open} */
    public String opened(Browser browser, String wish) {
        var key = key();
        var answer = pay(browser, key, wish);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("waiting");
        return key;
    }

    /** Types a number on the page of a payment. */
    public String types(String payment, String number) {
        return provider.money.pay(
                rows.text("select provider_session from payment where id = ?::uuid", payment), number);
    }

    /** {@return the id of a payment that was paid on its page and is settled} */
    public String paid(Browser browser, String wish, String number) {
        var payment = opened(browser, wish);
        assertThat(types(payment, number)).isEqualTo("done");
        comesTo(payment, number.equals(Provider.CARD) ? "settled" : "authorised");
        return payment;
    }

    public String state(String payment) {
        return tally.state(payment);
    }

    public void comesTo(String payment, String state) {
        Provider.await(payment + " comes to " + state, () -> state(payment).equals(state));
    }

    /** {@return what an account owes, by its entries alone} */
    public long owed(long account) {
        return tally.owed(account);
    }

    /** {@return how often a payment's money came into the books, less how often it went out again} */
    public long posted(String payment) {
        return tally.posted(payment);
    }

    /** {@return how many notices of a kind tell of a payment} */
    public long told(String kind, String payment) {
        return tally.told(kind, payment);
    }

    /** {@return how often money was taken for a payment, at the provider} */
    public long taken(String payment) {
        return tally.taken(payment);
    }

    /** {@return the id of a saved card or account of a login, as the page for them leaves it} */
    public long saved(String email, String number) {
        return provider.saved(rows, email, number);
    }

    @Override
    public void close() {
        portal.close();
        provider.close();
    }
}
