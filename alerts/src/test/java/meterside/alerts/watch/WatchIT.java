package meterside.alerts.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meterside.alerts.watch.Watch.Step;
import meterside.metering.ReadingQuality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One home on Alder Street, whose water is watched, and whoever else may not be. Today is 2026-11-20, noon in New York. */
class WatchIT {

    private static final String MADE = "2026-10-01T12:00:00Z";

    private final Tower tower = new Tower();
    private long account;
    private long login;
    private long point;
    private int channel;
    private long contact;

    @BeforeEach
    void alderStreet() {
        account = tower.account("A-1");
        login = tower.login("demo@meterside.example", account);
        point = tower.point("P-1", "water");
        tower.serves(point, account, "2026-06-01", null);
        channel = tower.channel(point, "volume", "gal");
        contact = tower.contact(login, "demo@meterside.example");
    }

    @AfterEach
    void close() {
        tower.close();
    }

    @Test
    void tellsOnceWithTheReadsThatDecidedIt() {
        tower.alert(account, login, Integer.toString(channel), "300", "gal", MADE, contact);
        tower.read(channel, "2026-11-20T05:00:00Z", 200);
        tower.read(channel, "2026-11-20T06:00:00Z", 100);
        tower.changed(point, "2026-11-20", "2026-11-20");
        assertThat(tower.told()).isEmpty();

        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T07:00:00Z", 13);
        tower.changed(point, "2026-11-20", "2026-11-20");
        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T08:00:00Z", 500);
        tower.changed(point, "2026-11-19", "2026-11-21");

        assertThat(tower.told()).containsExactly("(usage-threshold:v1:2026-11-20:c1,usage-threshold,313)");
        assertThat(tower.rows("""
                select version, day, window_start, window_end, billionths, unit, threshold, quality, covered_seconds,
                       expected_seconds, arrived_at, decided_at, jsonb_array_length(reads) from alert_evaluation
                """))
                .containsExactly("(1,2026-11-20,\"2026-11-20 05:00:00+00\",\"2026-11-21 05:00:00+00\",313000000000,gal,"
                        + "300000000000,14,10800,86400,\"2026-11-20 18:00:00+00\",\"2026-11-20 18:00:00+00\",3)");
        assertThat(tower.rows("select reads -> 2 from alert_evaluation"))
                .singleElement()
                .asString()
                .contains("2026-11-20T07:00:00Z", "13000000000", "2026-11-20T18:00:00Z");
        assertThat(tower.rows("select facts - 'evaluation', urgent, evaluation = 1 from notice"))
                .singleElement()
                .asString()
                .contains("water", "2026-11-20T13:00-05:00", "America/New_York", "raw")
                .endsWith(",f,t)");
    }

    @Test
    void anEditDecidesAnewFromThenOnAndNoPastDay() {
        var alert = tower.alert(account, login, "water", "300", "gal", MADE, contact);
        tower.read(channel, "2026-11-19T15:00:00Z", 290);
        tower.read(channel, "2026-11-20T05:00:00Z", 290);
        tower.later(Duration.ofHours(1));
        tower.version(alert, "100", "gal", tower.now.toString(), false, contact);
        tower.changed(point, "2026-11-01", "2026-11-20");
        assertThat(tower.told()).isEmpty();

        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-19T16:00:00Z", 11); // 301 yesterday: the old version's
        tower.read(channel, "2026-11-20T06:00:00Z", 1); // 291 today: the new one's
        tower.changed(point, "2026-11-01", "2026-11-20");

        assertThat(tower.told())
                .containsExactly(
                        "(usage-threshold:v1:2026-11-19:c1,usage-threshold,301)",
                        "(usage-threshold:v2:2026-11-20:c1,usage-threshold,291)");
    }

    @Test
    void addsUpAServiceOfSeveralChannelsExactlyAndOnlyWhatIsDelivered() {
        var second = tower.point("P-2", "water");
        tower.serves(second, account, "2026-06-01", null);
        var feet = tower.channel(second, "volume", "ft3");
        var gas = tower.point("P-3", "gas");
        tower.serves(gas, account, "2026-06-01", null);
        var therms = tower.channel(gas, "energy", "therm");
        tower.alert(account, login, "water", "576", "gal", MADE, contact);
        tower.read(feet, "2026-11-20T05:00:00Z", 77); // 77 ft³ are 576 gal
        tower.read(therms, "2026-11-20T05:00:00Z", 900);
        tower.changed(gas, "2026-11-20", "2026-11-20");
        tower.changed(second, "2026-11-20", "2026-11-20");
        assertThat(tower.told()).isEmpty();

        tower.later(Duration.ofMinutes(1));
        tower.read(channel, Instant.parse("2026-11-20T05:00:00Z"), 1, ReadingQuality.RAW);
        tower.changed(point, "2026-11-20", "2026-11-20");

        assertThat(tower.told()).containsExactly("(usage-threshold:v1:2026-11-20:c1,usage-threshold,576.000000001)");
        assertThat(tower.rows("select expected_seconds from alert_evaluation")).containsExactly("(172800)");
    }

    @Test
    void anotherTenantsReadsAreNeverAddedUpAndNeverTold() {
        var former = tower.account("A-0");
        var formerLogin = tower.login("former@meterside.example", former);
        tower.serves(point, former, "2025-01-01", "2026-06-01");
        tower.alert(
                former,
                formerLogin,
                "water",
                "1",
                "gal",
                "2025-01-02T00:00:00Z",
                tower.contact(formerLogin, "f@x.example"));
        tower.alert(former, formerLogin, Integer.toString(channel), "1", "gal", "2025-01-02T00:00:00Z", contact);
        tower.alert(account, login, "water", "1", "gal", "2025-01-02T00:00:00Z", contact);
        tower.read(channel, "2026-06-01T03:00:00Z", 50); // 23:00 on the last day of May: the former tenant's
        tower.read(channel, "2026-06-01T04:00:00Z", 60);
        tower.changed(point, "2026-05-30", "2026-06-02");

        // version 2's contact is not the former tenant's own
        assertThat(tower.told())
                .containsExactly(
                        "(usage-threshold:v1:2026-05-31:c2,usage-late,50)",
                        "(usage-threshold:v3:2026-06-01:c1,usage-late,60)");
    }

    @Test
    void tellsNoOneWhoMayNoLongerSeeTheAccountAndNothingAfterTheAlertEnded() {
        tower.alert(account, login, "water", "1", "gal", MADE, contact);
        var ended = tower.alert(account, login, "water", "2", "gal", MADE, contact);
        tower.run("update usage_alert set ended_at = '2026-11-20T16:00Z' where id = " + ended);
        tower.run("update account_access set ended_at = '2026-11-20T17:30Z'");
        tower.read(channel, "2026-11-20T05:00:00Z", 1);
        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T06:00:00Z", 100);
        tower.changed(point, "2026-11-20", "2026-11-20");

        assertThat(tower.rows("select * from alert_evaluation")).isEmpty();
    }

    @Test
    void unverifiedAndRemovedContactsAreNotToldButTheDecisionIsKept() {
        var unverified = tower.contact(login, "new@meterside.example");
        var removed = tower.contact(login, "old@meterside.example");
        var second = tower.contact(login, "two@meterside.example");
        tower.run("update contact set verified_at = null where id = " + unverified);
        tower.run("update contact set removed_at = '2026-11-01Z' where id = " + removed);
        tower.alert(account, login, "water", "1", "gal", MADE, unverified, removed, second, contact);
        tower.read(channel, "2026-11-20T05:00:00Z", 2);

        tower.changed(point, "2026-11-20", "2026-11-20");

        assertThat(tower.told())
                .containsExactly(
                        "(usage-threshold:v1:2026-11-20:c%d,usage-threshold,2)".formatted(contact),
                        "(usage-threshold:v1:2026-11-20:c%d,usage-threshold,2)".formatted(second));
    }

    @Test
    void estimatesDoNotTellAndAMeasurementThatCorrectsDownDoesNotEither() {
        tower.alert(account, login, "water", "100", "gal", MADE, contact);
        tower.read(channel, Instant.parse("2026-11-20T05:00:00Z"), 500 * Tower.BILLION, ReadingQuality.ESTIMATED);
        tower.changed(point, "2026-11-20", "2026-11-20");
        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T05:00:00Z", 60);
        tower.read(channel, "2026-11-20T06:00:00Z", 40);
        tower.changed(point, "2026-11-20", "2026-11-20");
        assertThat(tower.told()).isEmpty();

        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T06:00:00Z", 41);
        tower.changed(point, "2026-11-20", "2026-11-20");

        assertThat(tower.told()).containsExactly("(usage-threshold:v1:2026-11-20:c1,usage-threshold,101)");
    }

    @Test
    void aPeakThatWasCorrectedBeforeAnyoneLookedIsStillFoundAtItsTime() {
        tower.alert(account, login, "water", "100", "gal", MADE, contact);
        tower.read(channel, "2026-11-20T05:00:00Z", 500);
        tower.later(Duration.ofHours(1));
        tower.read(channel, "2026-11-20T05:00:00Z", 5);

        tower.changed(point, "2026-11-20", "2026-11-20");

        assertThat(tower.rows("select arrived_at, billionths from alert_evaluation"))
                .containsExactly("(\"2026-11-20 17:00:00+00\",500000000000)");
    }

    @Test
    void daysOfAClockChangeHaveTheirOwnLength() {
        tower.alert(account, login, "water", "23", "gal", "2026-01-01T00:00:00Z", contact);
        tower.run("update service_agreement set during = '[2020-01-01T05:00Z,)'");
        for (var hour = 0; hour < 24; hour++) {
            tower.read(channel, Tower.start("2026-03-08").plusSeconds(3600L * hour), Tower.BILLION, ReadingQuality.RAW);
            tower.read(channel, Tower.start("2026-11-01").plusSeconds(3600L * hour), Tower.BILLION, ReadingQuality.RAW);
        }

        tower.changed(point, "2026-03-08", "2026-11-01");

        // 23 hours of one gallon in March are not more than 23; in November the 24th of 25 hours passes it
        assertThat(tower.rows("select day, expected_seconds, covered_seconds from alert_evaluation"))
                .containsExactly("(2026-11-01,90000,86400)");
    }

    @ParameterizedTest
    @EnumSource
    void killedAnywhereAndStartedAgainTellsWhatItWouldHave(Step at) {
        var second = tower.contact(login, "two@meterside.example");
        tower.alert(account, login, "water", "100", "gal", MADE, contact, second);
        tower.alert(account, login, Integer.toString(channel), "50", "gal", MADE, contact);
        tower.read(channel, "2026-11-19T05:00:00Z", 70);
        tower.read(channel, "2026-11-20T05:00:00Z", 500);
        var seen = new ArrayList<Step>();
        tower.watch().steps = step -> {
            seen.add(step);
            if (step == at) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> tower.changed(point, "2026-11-19", "2026-11-20"))
                .isInstanceOf(Killed.class);
        assertThat(seen).contains(at);

        tower.restart();
        tower.changed(point, "2026-11-19", "2026-11-20");
        tower.watch()
                .take(List.of(
                        Tower.change(point, "2026-11-20", "2026-11-20"),
                        Tower.change(point, "2026-11-19", "2026-11-19")));

        assertThat(tower.told())
                .containsExactly(
                        "(usage-threshold:v1:2026-11-20:c1,usage-threshold,500)",
                        "(usage-threshold:v1:2026-11-20:c2,usage-threshold,500)",
                        "(usage-threshold:v2:2026-11-19:c1,usage-threshold,70)",
                        "(usage-threshold:v2:2026-11-20:c1,usage-threshold,500)");
        assertThat(tower.rows("select version, day from alert_evaluation order by 1, 2"))
                .containsExactly("(1,2026-11-20)", "(2,2026-11-19)", "(2,2026-11-20)");
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
