package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import meterside.portal.testing.Browser.Answer;
import meterside.testing.Backing;

/** A portal with two homes, a meter at the first, and a look at what it would send: what customers meet at the door. */
public final class Door implements AutoCloseable {

    public static final String PASSWORD = "four small green hats";
    public static final String SERIAL = "B72842123";

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    public final Homes homes;
    public final Rows rows;
    public final Portal portal;

    private Door(Homes homes, String... settings) {
        this.homes = homes;
        rows = new Rows(homes.database());
        portal = Portal.on(homes.database(), Homes.NOW, settings);
    }

    public static Door open(String... settings) {
        var homes = Homes.in(Backing.database());
        var rows = new Rows(homes.database());
        var point = rows.write(
                "select usage_point from service_agreement where account = ? and upper_inf(during)", homes.demo());
        var meter = rows.write("insert into meter (maker, serial) values ('Maker', ?) returning id", SERIAL);
        rows.write("""
                insert into meter_installation (meter, usage_point, during)
                values (?, ?, tstzrange('2020-01-01T05:00:00Z', null)) returning id
                """, meter, point);
        return new Door(homes, settings);
    }

    /** Begins anew: nothing was tried, and it is the standing hour. */
    public void forget() {
        rows.write("delete from sign_in_failure");
        portal.clock.set(Instant.parse(Homes.NOW));
    }

    public String accountNumber() {
        return rows.text("select number from account where id = ?", homes.demo());
    }

    /** {@return an address that nobody has} */
    public static String address() {
        return "new-%d@city.example".formatted(ADDRESSES.incrementAndGet());
    }

    public Answer claim(Browser browser, String number, String serial, String email) {
        return browser.send("POST", "/api/claims", """
                {"accountNumber":"%s","meterSerial":"%s","email":"%s","language":"es"}""".formatted(number, serial, email));
    }

    public Answer finish(Browser browser, String claim, String code, String password) {
        return browser.send(
                "POST", "/api/claims/" + claim, "{\"code\":\"%s\",\"password\":\"%s\"}".formatted(code, password));
    }

    /** {@return a browser signed in with a new login that sees the first home's account} */
    public Browser newcomer(String email) {
        rows.write("delete from sign_in_failure");
        var browser = portal.browser();
        var begun = claim(browser, accountNumber(), SERIAL, email);
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        var finished = finish(browser, begun.json().get("claim").stringValue(), code("verify-email", email), PASSWORD);
        assertThat(finished.status()).as(finished.body()).isEqualTo(201);
        return browser;
    }

    /** {@return the code last sent to an address, or nothing} */
    public String code(String kind, String address) {
        return rows.text("""
                select n.secret from notice n left join contact c on c.id = n.contact
                where n.kind = ? and coalesce(n.address, c.address) = ? order by n.id desc limit 1
                """, kind, address);
    }

    /** {@return how many notices of a kind there are for an address} */
    public long notices(String kind, String address) {
        return rows.write("""
                select count(*) from notice n left join contact c on c.id = n.contact
                where n.kind = ? and coalesce(n.address, c.address) = ?
                """, kind, address);
    }

    public long audited(String action, String subject) {
        return rows.write("select count(*) from audit_event where action = ? and subject = ?", action, subject);
    }

    public long login(String email) {
        return rows.write("select id from login where email = ?", email);
    }

    /** {@return another code than this one} */
    public static String wrong(String code) {
        return code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
    }

    @Override
    public void close() {
        portal.close();
    }
}
