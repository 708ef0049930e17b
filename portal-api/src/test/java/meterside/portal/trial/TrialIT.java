package meterside.portal.trial;

import static meterside.portal.testing.UsagePoints.aPoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Demo's water: from June 1 (days of 48, 49 …: the 49th hour of the first stretch is June 1's first) two days of June and
 * three days about the autumn change. An hour's gallons are its place in its stretch, from 1.
 */
class TrialIT {

    private static Homes homes;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    /** awk: Oct 30 Σ1..24 = 300, Oct 31 Σ25..48 = 876, Nov 1 Σ49..73 = 1525; Jun 1 Σ49..72 = 1452, Jun 2 Σ73..96 = 2028. */
    @Test
    void tellsTheDaysItWouldHaveToldOfNewestFirstAndNoneOfTheFormerTenants() {
        var trial = demo.get(path("commodity=water&threshold=300&unit=gal")).body();

        assertThat(trial).isEqualTo("""
                        {"from":"2025-11-02","to":"2026-11-03","times":4,"days":[\
                        {"day":"2026-11-01","value":"1525","unit":"gal"},\
                        {"day":"2026-10-31","value":"876","unit":"gal"},\
                        {"day":"2026-06-02","value":"2028","unit":"gal"},\
                        {"day":"2026-06-01","value":"1452","unit":"gal"}],"daysWithReads":5}""");
    }

    @Test
    void exactlyTheThresholdIsNotBeyondInWhateverUnit() {
        assertThat(times("channel=%d&threshold=300&unit=gal"
                        .formatted(homes.water().channel())))
                .isEqualTo(4);
        assertThat(times("commodity=water&threshold=299.999999999&unit=gal")).isEqualTo(5);
        assertThat(times("commodity=water&threshold=10000000&unit=L")).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(demo.get(path("threshold=3&unit=gal")).code()).isEqualTo("malformed-request");
        assertThat(demo.get(path("commodity=water&unit=gal")).code()).isEqualTo("malformed-request");
        assertThat(demo.get(path("commodity=water&threshold=3&unit=gal&countEstimates=maybe"))
                        .code())
                .isEqualTo("malformed-request");
        assertThat(demo.get(path("commodity=water&threshold=3&unit=kWh")).code())
                .isEqualTo("unit-does-not-fit");
        assertThat(demo.get(path("commodity=gas&threshold=3&unit=therm")).code())
                .isEqualTo("nothing-to-watch");
    }

    /** 2025-11-02 to 2026-11-02: 365 days, one of them of 23 hours and one of 25, every quarter hour a thousandth more. */
    @Test
    void aYearOfQuarterHoursIsAnsweredBeforeAnyoneWaits() {
        var rows = new Rows(homes.database());
        var customers = new Customers(rows);
        var account = customers.account("Ella Electric");
        customers.login("ella@meterside.example", account);
        var point = aPoint(rows).of("electricity").insert().servedTo(account, "2020-01-01", null);
        point.channel("energy", "delta", "kWh", "PT15M", Instant.parse("2020-01-01T05:00:00Z"))
                .every(
                        900,
                        Rows.day("2025-11-02", point.zone()),
                        Rows.day("2026-11-02", point.zone()),
                        n -> n * 1_000_000);
        var ella = portal.browser().signedInAs("ella@meterside.example");
        var began = System.nanoTime();

        var trial = ella.get(
                "/api/accounts/%d/alert-trial?commodity=electricity&threshold=3000&unit=kWh".formatted(account));

        System.out.printf("a year of quarter hours took %d ms%n", (System.nanoTime() - began) / 1_000_000);
        assertThat(trial.json().get("daysWithReads").intValue()).isEqualTo(365);
        // day d of 96 quarter hours sums to 96·(96·d + 47.5) thousandths, beyond 3000 from d = 326 on; a short day
        // shifts it
        assertThat(trial.json().get("days").get(0).get("day").stringValue()).isEqualTo("2026-11-01");
        assertThat(trial.json().get("times").intValue()).isBetween(35, 45);
    }

    private static int times(String query) {
        return demo.get(path(query)).json().get("times").intValue();
    }

    private static String path(String query) {
        return "/api/accounts/%d/alert-trial?%s".formatted(homes.demo(), query);
    }
}
