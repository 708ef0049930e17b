package meterside.portal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
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

    private static int times(String query) {
        return demo.get(path(query)).json().get("times").intValue();
    }

    private static String path(String query) {
        return "/api/accounts/%d/alert-trial?%s".formatted(homes.demo(), query);
    }
}
