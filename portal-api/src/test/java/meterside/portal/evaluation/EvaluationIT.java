package meterside.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import meterside.portal.testing.Alerts;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;

class EvaluationIT {

    private final Homes homes = Homes.in(Backing.database());
    private final Alerts alerts = Alerts.in(homes);
    private final Alerts.Alert alert = alerts.told("demo");

    @Test
    void saysWhichReadsDecidedWhenEachArrivedAndWhatWasSent() {
        try (var portal = Portal.on(homes.database(), Homes.NOW)) {
            var demo = portal.browser().signedInAs(Homes.DEMO);
            var path = "/api/accounts/%d/evaluations/%d".formatted(homes.demo(), alert.evaluation());

            var told = demo.get(path).json();

            assertThat(told.get("from").stringValue()).isEqualTo("2026-11-01T00:00-04:00");
            assertThat(told.get("to").stringValue()).isEqualTo("2026-11-02T00:00-05:00");
            assertThat(told.get("value").stringValue()).isEqualTo("310");
            assertThat(told.get("threshold").stringValue()).isEqualTo("300");
            var read =
                    "{\"channel\":\"%d\",\"start\":\"2026-11-01T01:00%s\",\"seconds\":3600,\"value\":\"%s\",\"unit\":\"gal\","
                            + "\"quality\":\"raw\",\"arrivedAt\":\"%s\",\"running\":\"%s\",\"counts\":true,\"decided\":%s}";
            var channel = homes.water().channel();
            assertThat(told.get("reads").toString())
                    .isEqualTo("["
                            + read.formatted(channel, "-04:00", "290", "2026-11-01T02:00-05:00", "290", "false") + ","
                            + read.formatted(channel, "-05:00", "20", "2026-11-01T08:00-05:00", "310", "true") + "]");
            var notice = told.get("notices").get(0);
            assertThat(notice.get("address").stringValue()).isEqualTo("d…@meterside.example");
            assertThat(notice.get("state").stringValue()).isEqualTo("delivered");
            assertThat(notice.get("attempts")).hasSize(2);
            assertThat(notice.get("attempts").get(1).toString())
                    .isEqualTo("{\"at\":\"2026-11-01T08:00:04-05:00\",\"outcome\":\"accepted\",\"answer\":\"250 OK\","
                            + "\"subject\":\"Water\",\"body\":\"You used 310 gallons.\"}");

            assertThat(told.get("turns")).isEmpty();
            new Rows(homes.database()).write("""
                    insert into alert_turn (evaluation, at, beyond, billionths, decided_at)
                    values (?, '2026-11-02T14:00Z', false, 290000000000, '2026-11-02T14:00Z')
                    """, alert.evaluation());
            alerts.notice("demo", "usage-corrected", "sent", null);
            alerts.notice("demo", "usage-corrected", "failed", "told-before");
            var corrected = demo.get("/api/accounts/%d/evaluations/%d".formatted(homes.demo(), alert.evaluation()))
                    .json();
            assertThat(corrected.get("turns").toString())
                    .isEqualTo("[{\"at\":\"2026-11-02T09:00-05:00\",\"beyond\":false,\"value\":\"290\"}]");
            // what had not to be said after all was not told, and is not shown
            assertThat(corrected.get("notices")).hasSize(2);
            assertThat(corrected.get("notices").get(1).get("kind").stringValue())
                    .isEqualTo("usage-corrected");

            new Rows(homes.database())
                    .write("update usage_alert_version set count_estimates = false where id = ?", alert.version());
            new Rows(homes.database()).write("""
                    insert into alert_evaluation (version, day, window_start, window_end, billionths, unit, threshold, quality,
                                                  covered_seconds, expected_seconds, arrived_at, decided_at, reads)
                    select version, '2026-10-31', window_start, window_end, 301000000000, 'gal', threshold, 14, 3600, 86400,
                           arrived_at, decided_at,
                           jsonb_build_array(jsonb_set(reads -> 0, '{quality}', '8'),
                                             jsonb_set(reads -> 1, '{billionths}', '301000000000'))
                    from alert_evaluation where id = ?
                    """, alert.evaluation());
            var last = new Rows(homes.database()).write("select max(id) from alert_evaluation");
            var estimated = demo.get("/api/accounts/%d/evaluations/%d".formatted(homes.demo(), last))
                    .json()
                    .get("reads");
            assertThat(estimated.get(0).get("counts").booleanValue()).isFalse();
            assertThat(estimated.get(0).get("running").stringValue()).isEqualTo("0");
            assertThat(estimated.get(1).get("decided").booleanValue()).isTrue();
        }
    }
}
