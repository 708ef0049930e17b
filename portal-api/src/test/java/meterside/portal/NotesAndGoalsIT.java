package meterside.portal;

import static meterside.portal.testing.UsagePoints.aPoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What customers write beside their usage: notes on days, and goals of billing cycles. It is November 2, 2026, 3 pm in New York. */
class NotesAndGoalsIT {

    private static Homes homes;
    private static Rows rows;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    private static String path(long account, long channel, String rest) {
        return "/api/accounts/%d/channels/%d/%s".formatted(account, channel, rest);
    }

    /** {@return a path at demo's water} */
    private static String water(String rest) {
        return path(homes.demo(), homes.water().channel(), rest);
    }

    private static String note(String text) {
        return "{\"text\":\"%s\"}".formatted(text);
    }

    @Test
    void aNoteIsWrittenChangedAndTakenAway() {
        var day = water("notes/2026-10-31");
        var written = demo.send("PUT", day, note("  <b>Pool</b> & hose  "));
        portal.clock.pass(Duration.ofMinutes(1));
        var again = demo.send("PUT", day, note("<b>Pool</b> & hose"));
        var changed = demo.send("PUT", day, note("Paid with 4111 1111 1111 1111 for the pool"));

        assertThat(written.body())
                .startsWith("{\"day\":\"2026-10-31\",\"text\":\"<b>Pool</b> & hose\",\"changed\":\"2026-11-02T");
        assertThat(again.body()).isEqualTo(written.body());
        assertThat(changed.json().get("text").stringValue())
                .isEqualTo("Paid with [card number ending 1111] for the pool");
        assertThat(changed.json().get("changed")).isNotEqualTo(written.json().get("changed"));
        assertThat(demo.get(water("notes?from=2026-10-31&to=2026-11-01")).json().at("/notes/0"))
                .isEqualTo(changed.json());
        assertThat(demo.get(water("notes?from=2026-10-30&to=2026-10-31")).body())
                .isEqualTo("{\"notes\":[]}");
        assertThat(demo.send("DELETE", day, null).status()).isEqualTo(204);
        assertThat(demo.send("DELETE", day, null).code()).isEqualTo("note-not-found");
        // what it said is in no book
        assertThat(rows.text("""
                        select string_agg(concat_ws(' ', action, subject, detail), '; ' order by id) from audit_event
                        where action like 'note-%' and detail ->> 'day' = '2026-10-31'
                        """))
                .isEqualTo("""
                        note-pinned channel:N {"day": "2026-10-31"}; note-pinned channel:N {"day": "2026-10-31"}; \
                        note-taken-away channel:N {"day": "2026-10-31"}""".replace("N", Integer.toString(homes.water().channel())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-11-03; x; 422 note-day-refused", // tomorrow
                "2026-11-02; x; 200", // today
                "2026-06-01; x; 200", // the day they moved in
                "2026-05-31; x; 422 note-day-refused",
                "2026-02-30; x; 400 malformed-request",
                "yesterday; x; 400 malformed-request",
                "2026-11-01; ' '; 400 malformed-request",
                "2026-11-01; two\\nlines; 400 malformed-request",
                "2026-11-01; 201 letters; 400 malformed-request",
                "2026-11-01; 200 letters; 200"
            })
    void refusesWhatIsNoNote(String day, String text, String expected) {
        var typed = text.endsWith(" letters") ? "y".repeat(Integer.parseInt(text.substring(0, 3))) : text;

        var answer = demo.send("PUT", water("notes/" + day), note(typed));

        assertThat(answer.status() == 200 ? "200" : answer.status() + " " + answer.code())
                .isEqualTo(expected);
    }

    @Test
    void notesAreOfTheTenancyAndNotOfTheHome() {
        var channel = homes.water().channel();
        var former = portal.browser().signedInAs(Homes.FORMER);
        former.send("PUT", path(homes.former(), channel, "notes/2026-05-30"), note("Before we left"));
        demo.send("PUT", water("notes/2026-06-02"), note("New shower"));

        var all = "notes?from=2026-05-01&to=2026-07-01";
        assertThat(demo.get(water(all)).body()).contains("New shower").doesNotContain("Before we left");
        assertThat(former.get(path(homes.former(), channel, all)).body())
                .contains("Before we left")
                .doesNotContain("New shower");
        // whoever else is let into demo's account sees demo's notes there, and may change them
        rows.write(
                "insert into account_access (login, account, granted_at) select id, ?, '2026-01-01Z' from login where email = ?",
                homes.demo(),
                Homes.OTHER);
        var other = portal.browser().signedInAs(Homes.OTHER);
        assertThat(other.send("PUT", water("notes/2026-06-02"), note("Newer shower"))
                        .status())
                .isEqualTo(200);
        assertThat(demo.get(water(all)).body()).contains("Newer shower");
    }

    /** {@return water of demo's, a gallon an hour from September 1 to November 2, without reads on October 20, billed once} */
    private static Reads billedWater() {
        var reads =
                aPoint(rows).insert().servedTo(homes.demo(), "2026-08-01", null).channel("PT1H");
        var gap = Rows.day("2026-10-20", reads.zone());
        reads.every(3600, Rows.day("2026-09-01", reads.zone()), gap, n -> Reads.BILLION);
        reads.every(3600, gap.plus(Duration.ofDays(1)), Rows.day("2026-11-02", reads.zone()), n -> Reads.BILLION);
        LocalDate.parse("2026-09-01")
                .datesUntil(LocalDate.parse("2026-11-02"))
                .forEach(day -> reads.rolledUp(day.toString()));
        return reads;
    }

    private static JsonNode cycle(Reads reads) {
        var answer = demo.get(path(homes.demo(), reads.channel(), "cycle"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theCycleSoFarStandsBesideItsGoalAndItsForecast() {
        var reads = billedWater();
        var goal = path(homes.demo(), reads.channel(), "goal");
        assertThat(cycle(reads).get("by").stringValue()).isEqualTo("month");
        new Billed(homes.database(), portal.clock)
                .bill(homes.demo(), "2026-10-05", "2026-10-25", Billed.of("water", 100));

        var bare = cycle(reads);

        assertThat(bare.get("first").stringValue() + "/" + bare.get("end").stringValue())
                .isEqualTo("2026-10-05/2026-11-05");
        assertThat(bare.get("endExpected").booleanValue()).isTrue();
        assertThat(bare.get("goal").isNull()).isTrue();
        // 28 days, one of them without reads and one of 25 hours; the newest read ends with November 1
        assertThat(bare.get("soFar").toString()).isEqualTo("""
                        {"value":"649","coveredSeconds":%d,"expectedSeconds":%d,"quality":"valid","lackingDays":1}""".formatted(649 * 3600, (28 * 24 + 1) * 3600));
        // and 24 each for October 20, a Tuesday, and the Monday, Tuesday and Wednesday that are left
        assertThat(bare.get("forecast").toString())
                .isEqualTo("{\"value\":\"745\",\"days\":55,\"estimatedDays\":0,\"openDays\":4}");

        var set = demo.send("PUT", goal, "{\"amount\":\"0.7\",\"unit\":\"KGAL\"}");
        assertThat(demo.send("PUT", goal, "{\"amount\":\"0.70\",\"unit\":\"KGAL\"}")
                        .body())
                .isEqualTo(set.body());
        var against = cycle(reads);
        assertThat(against.get("goal")).isEqualTo(set.json());
        assertThat(set.json().get("amount").stringValue()).isEqualTo("0.7");
        assertThat(against.get("unit").stringValue()).isEqualTo("KGAL");
        assertThat(against.at("/soFar/value").stringValue()).isEqualTo("0.649");
        assertThat(against.at("/forecast/value").stringValue()).isEqualTo("0.745");

        assertThat(demo.send("DELETE", goal, null).status()).isEqualTo(204);
        assertThat(demo.send("DELETE", goal, null).code()).isEqualTo("goal-not-found");
        assertThat(cycle(reads)).isEqualTo(bare);
    }

    @Test
    void aFewDaysAreNotEnoughToTell() {
        var cycle = cycle(homes.water());

        assertThat(cycle.at("/forecast/value").isNull()).isTrue();
        assertThat(cycle.at("/forecast/days").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, gal, goal-out-of-range",
        "1000000000.1, gal, goal-out-of-range",
        "-1, gal, malformed-request",
        "1e3, gal, malformed-request",
        "3000, kWh, unit-foreign",
        "3000, bucket, unit-unknown"
    })
    void refusesWhatIsNoGoal(String amount, String unit, String code) {
        var wish = "{\"amount\":\"%s\",\"unit\":\"%s\"}".formatted(amount, unit);

        assertThat(demo.send("PUT", water("goal"), wish).code()).isEqualTo(code);
    }
}
