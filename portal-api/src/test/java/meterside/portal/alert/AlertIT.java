package meterside.portal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meterside.portal.testing.Alerts;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertIT {

    private static Homes homes;
    private static Alerts alerts;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        alerts = Alerts.in(homes);
        portal = Portal.on(homes.database(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @Test
    void isSetChangedAndEndedAndEachChangeIsAVersion() {
        var set = demo.send("POST", path(""), wish("water", "300", "gal"));
        assertThat(set.status()).as(set.body()).isEqualTo(201);
        var id = set.json().get("id").stringValue();
        assertThat(set.body()).isEqualTo("""
                        {"id":"%s","channel":null,"commodity":"water","kind":"daily","threshold":"300","unit":"gal",\
                        "countEstimates":false,"contacts":["%d"],"since":"2026-11-02T15:00-05:00","changed":null,"told":0,\
                        "lastTold":null}""".formatted(id, alerts.of("demo").contact()));

        demo.send("PUT", path("/" + id), wish("water", "300.0", "gal"));
        assertThat(versions(id)).isEqualTo(1);
        portal.clock.pass(Duration.ofMinutes(1));
        var changed = demo.send("PUT", path("/" + id), wish("water", "2.5", "ft3"));
        assertThat(changed.json().get("changed").stringValue()).isEqualTo("2026-11-02T15:01-05:00");
        assertThat(changed.json().get("threshold").stringValue()).isEqualTo("2.5");
        assertThat(versions(id)).isEqualTo(2);

        assertThat(demo.send("DELETE", path("/" + id), null).status()).isEqualTo(204);
        assertThat(demo.send("DELETE", path("/" + id), null).code()).isEqualTo("alert-not-found");
        assertThat(demo.send("PUT", path("/" + id), wish("water", "1", "gal")).code())
                .isEqualTo("alert-not-found");
        assertThat(demo.get(path("")).body()).doesNotContain("\"id\":\"%s\"".formatted(id));
        assertThat(audited(id))
                .isEqualTo(
                        "login:%d alert-set 300000000000 gal; login:%d alert-changed 2500000000 ft3; login:%d alert-ended"
                                .replace("%d", Long.toString(alerts.of("demo").login())));
    }

    /** {@return what the audit says of the alert; the threshold in billionths} */
    private static String audited(String alert) {
        return new Rows(homes.database()).text("""
                select string_agg(concat_ws(' ', actor, action, detail ->> 'threshold', detail ->> 'unit'), '; ' order by id)
                from audit_event where subject = 'alert:' || ?
                """, alert);
    }

    @Test
    void saysOnHowManyDaysItTold() {
        var first = demo.get(path("")).json().get("alerts").get(0);

        assertThat(first.get("told").longValue()).isEqualTo(1);
        assertThat(first.get("lastTold").stringValue()).isEqualTo("2026-11-01");
        assertThat(first.get("channel").stringValue())
                .isEqualTo(Long.toString(homes.water().channel()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'commodity':'water','threshold':'300','unit':'kWh','contacts':['C']; unit-does-not-fit",
                "'commodity':'water','threshold':'300','unit':'bucket','contacts':['C']; unit-does-not-fit",
                "'commodity':'water','threshold':'10000000.1','unit':'gal','contacts':['C']; threshold-out-of-range",
                "'commodity':'gas','threshold':'3','unit':'therm','contacts':['C']; nothing-to-watch",
                "'commodity':'water','threshold':'3','unit':'gal','contacts':[]; contact-not-verified",
                "'commodity':'water','threshold':'3','unit':'gal','contacts':['999']; contact-not-verified",
                "'commodity':'water','threshold':'3','unit':'gal','contacts':['C','OTHER']; contact-not-verified",
                "'commodity':'water','threshold':'3','unit':'gal'; malformed-request",
                "'commodity':'water','threshold':'3','unit':'gal','contacts':[null]; malformed-request",
                "'commodity':'water','threshold':'-3','unit':'gal','contacts':['C']; malformed-request",
                "'commodity':'water','threshold':'1e9','unit':'gal','contacts':['C']; malformed-request",
                "'commodity':'steam','threshold':'3','unit':'gal','contacts':['C']; malformed-request",
                "'threshold':'3','unit':'gal','contacts':['C']; malformed-request",
                "'commodity':'water','channel':'1','threshold':'3','unit':'gal','contacts':['C']; malformed-request",
                "'channel':'999','threshold':'3','unit':'gal','contacts':['C']; channel-not-found",
                "'commodity':'water','threshold':'3','unit':'gal','contacts':['C'],'kind':'leak'; malformed-request",
            })
    void refusesWhatCannotBe(String fields, String code) {
        var contact = Long.toString(alerts.of("demo").contact());
        var other = Long.toString(alerts.of("other").contact());
        var json = "{"
                + fields.replace("OTHER", other)
                        .replace("'C'", "'" + contact + "'")
                        .replace('\'', '"') + "}";

        assertThat(demo.send("POST", path(""), json).code()).isEqualTo(code);
    }

    @Test
    void anAlertKeepsWhatItWatches() {
        var set = demo.send("POST", path(""), wish("water", "1", "gal"));

        var moved = demo.send(
                "PUT",
                path("/" + set.json().get("id").stringValue()),
                alerts.wish("demo", homes.water().channel()));

        assertThat(moved.code()).isEqualTo("malformed-request");
    }

    @Test
    void twentyAreEnough() {
        var other = portal.browser().signedInAs(Homes.OTHER);
        var path = "/api/accounts/%d/alerts".formatted(homes.other());
        var wish = alerts.wish("other", homes.othersWater().channel());
        for (var i = 1; i < 20; i++) {
            assertThat(other.send("POST", path, wish).status()).isEqualTo(201);
        }

        assertThat(other.send("POST", path, wish).code()).isEqualTo("too-many-alerts");
    }

    @Test
    void whoElseSeesTheAccountHasTheirOwn() {
        var rows = new Rows(homes.database());
        rows.write(
                "insert into account_access (login, account, granted_at) values (?, ?, '2026-01-01Z')",
                alerts.of("former").login(),
                homes.demo());

        var former = portal.browser().signedInAs(Homes.FORMER);

        assertThat(former.get(path("")).body()).isEqualTo("{\"alerts\":[]}");
        assertThat(former.send("DELETE", path("/" + alerts.of("demo").id()), null)
                        .code())
                .isEqualTo("alert-not-found");
    }

    private static String path(String more) {
        return "/api/accounts/%d/alerts%s".formatted(homes.demo(), more);
    }

    private static String wish(String commodity, String threshold, String unit) {
        return "{\"commodity\":\"%s\",\"threshold\":\"%s\",\"unit\":\"%s\",\"contacts\":[\"%d\"]}"
                .formatted(commodity, threshold, unit, alerts.of("demo").contact());
    }

    private static long versions(String alert) {
        return new Rows(homes.database())
                .write("select count(*) from usage_alert_version where alert = ?", Long.valueOf(alert));
    }
}
