package meterside.alerts.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import meterside.alerts.watch.Watch.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrections of a day that had passed (AL14, AL18, X7). Today is 2026-11-20, noon in New York; 100 gallons are watched. */
class TurnIT {

    private final Tower tower = new Tower();
    private long alert;
    private long account;
    private long login;
    private long point;
    private int channel;
    private long contact;

    @BeforeEach
    void aDayThatPassed() {
        account = tower.account("A-1");
        login = tower.login("demo@meterside.example", account);
        point = tower.point("P-1", "water");
        tower.serves(point, account, "2026-06-01", null);
        channel = tower.channel(point, "volume", "gal");
        contact = tower.contact(login, "demo@meterside.example");
        alert = tower.alert(account, login, "water", "100", "gal", "2026-10-01T12:00:00Z", contact);
        read("05", 60);
        read("06", 60);
    }

    @AfterEach
    void close() {
        tower.close();
    }

    @Test
    void aCorrectionThatTakesItBackIsKeptAndTold() {
        look();
        read("06", 40); // 100 are not more than 100
        look();

        assertThat(turns()).containsExactly("(1,\"2026-11-20 19:00:00+00\",f,100000000000)");
        assertThat(tower.told())
                .containsExactly(
                        "(usage-corrected:v1:2026-11-20:c1:2026-11-20T19:00:00Z,usage-corrected,100)",
                        "(usage-threshold:v1:2026-11-20:c1,usage-threshold,120)");
        // told once it has stayed so for ten minutes
        assertThat(tower.rows("select due_at - made_at, evaluation, facts ->> 'threshold' from notice where id = 2"))
                .containsExactly("(00:10:00,1,100)");
    }

    @Test
    void eachTurnIsSeenOnceWheneverOneLooks() {
        look();
        read("06", 10);
        read("06", 80);
        look();
        read("06", 20);
        look();
        var turns = turns();
        var told = tower.told();

        look();
        tower.restart();
        tower.changed(point, "2026-11-01", "2026-11-20");

        assertThat(turns)
                .containsExactly(
                        "(1,\"2026-11-20 19:00:00+00\",f,70000000000)",
                        "(1,\"2026-11-20 20:00:00+00\",t,140000000000)",
                        "(1,\"2026-11-20 21:00:00+00\",f,80000000000)");
        assertThat(told)
                .contains("(usage-threshold:v1:2026-11-20:c1:2026-11-20T20:00:00Z,usage-threshold,140)")
                .hasSize(4);
        assertThat(turns()).isEqualTo(turns);
        assertThat(tower.told()).isEqualTo(told);
    }

    /** Whoever looks late must not tell as true what is known to be corrected; see the notice's release. */
    @Test
    void whatWasCorrectedBeforeAnyoneLookedIsSeenWithTheDecision() {
        read("06", 5);
        look();

        assertThat(tower.rows("select arrived_at, billionths from alert_evaluation"))
                .containsExactly("(\"2026-11-20 18:00:00+00\",120000000000)");
        assertThat(turns()).containsExactly("(1,\"2026-11-20 19:00:00+00\",f,65000000000)");
    }

    /** What was told is true or not, whoever decides of the day now. */
    @Test
    void anEditOfTheAlertDoesNotHideThatTheOldOneWasNotSo() {
        look();
        tower.later(Duration.ofMinutes(5));
        tower.version(alert, "500", "gal", tower.now.toString(), false, contact);
        read("05", 1);
        look();

        assertThat(turns()).containsExactly("(1,\"2026-11-20 19:05:00+00\",f,61000000000)");
    }

    @Test
    void moreUseOrACorrectionThatChangesNothingIsNoTurn() {
        look();
        read("07", 500);
        read("06", 59);
        read("05", 59);
        look();

        assertThat(turns()).isEmpty();
        assertThat(tower.told()).hasSize(1);
    }

    @Test
    void killedBetweenTheTurnAndItsNoticeBothComeAgain() {
        look();
        read("06", 40);
        tower.watch().steps = step -> {
            if (step == Step.DECIDED) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(this::look).hasMessage("killed");

        tower.restart();
        look();

        assertThat(turns()).hasSize(1);
        assertThat(tower.told()).hasSize(2);
    }

    /** Comes at once, and an hour passes. */
    private void read(String hour, long gallons) {
        tower.read(channel, "2026-11-20T%s:00:00Z".formatted(hour), gallons);
        tower.later(Duration.ofHours(1));
    }

    private void look() {
        tower.changed(point, "2026-11-20", "2026-11-20");
    }

    private List<String> turns() {
        return tower.rows("select evaluation, at, beyond, billionths from alert_turn order by id");
    }
}
