package meterside.portal.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verified contact and an alert for each customer of {@link Homes}, and one day of which it told. */
public final class Alerts {

    private static final Instant MADE = Instant.parse("2026-01-02T15:00:00Z");
    private static final Instant ARRIVED = Instant.parse("2026-11-01T13:00:00Z");

    private final Rows rows;
    private final Map<String, Alert> alerts = new HashMap<>();

    private Alerts(Rows rows) {
        this.rows = rows;
    }

    /** @param version the only one; @param evaluation of 2026-11-01, the day of 25 hours */
    public record Alert(long account, long login, long contact, long id, long version, long evaluation) {}

    /** {@return alerts of 300 gal of water a day, by the first word of each customer's e-mail address} */
    public static Alerts in(Homes homes) {
        var alerts = new Alerts(new Rows(homes.database()));
        alerts.add("demo", homes.demo(), homes.water());
        alerts.add("other", homes.other(), homes.othersWater());
        alerts.add("former", homes.former(), homes.water());
        return alerts;
    }

    /** {@return the customer's alert; demo's for nobody} */
    public Alert of(String caller) {
        return alerts.getOrDefault(caller, alerts.get("demo"));
    }

    /** {@return the customer's alert, of whose day an e-mail was sent, at the second try} */
    public Alert told(String caller) {
        var known = of(caller);
        var notice = notice(caller, "usage-threshold", "delivered", null);
        for (var outcome : new String[] {"later", "accepted"}) {
            rows.write("""
                    insert into notice_attempt (notice, at, medium, subject, body, outcome, answer)
                    values (?, ?, 'email', 'Water', 'You used 310 gallons.', ?, '250 OK') returning id
                    """, notice, ARRIVED.plusSeconds(4), outcome);
        }
        return known;
    }

    /** {@return the id of a notice of the customer's alert} */
    public long notice(String caller, String kind, String state, @Nullable String reason) {
        var known = of(caller);
        return rows.write(
                """
                insert into notice (key, kind, account, login, contact, evaluation, facts, urgent, made_at, due_at, state, reason)
                values (?, ?, ?, ?, ?, ?, '{}', false, ?, ?, ?, ?) returning id
                """,
                "%s-%s-%d".formatted(kind, state, known.evaluation()),
                kind,
                known.account(),
                known.login(),
                known.contact(),
                known.evaluation(),
                ARRIVED.plusSeconds(2),
                ARRIVED,
                state,
                reason);
    }

    /** {@return one more alert like the customer's, for a test to end} */
    public long another(String caller) {
        var known = of(caller);
        var alert = insert(known.account(), known.login());
        version(alert, known.contact());
        return alert;
    }

    /** {@return what to send to set or change it} */
    public String wish(String caller, long channel) {
        return "{\"channel\":\"%d\",\"threshold\":\"300\",\"unit\":\"gal\",\"contacts\":[\"%d\"]}"
                .formatted(channel, of(caller).contact());
    }

    private void add(String caller, long account, Reads water) {
        var email = caller + "@meterside.example";
        var login = rows.write("select id from login where email = ?", email);
        var contact = rows.write("""
                insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night,
                                     added_at, verified_at)
                values (?, 'email', ?, 'en', 'America/New_York', '21:00', '08:00', false, ?, ?) returning id
                """, login, email, MADE, MADE);
        var alert = rows.write(
                "insert into usage_alert (account, login, channel, made_at) values (?, ?, ?, ?) returning id",
                account,
                login,
                water.channel(),
                MADE);
        var version = version(alert, contact);
        var evaluation = rows.write("""
                insert into alert_evaluation (version, day, window_start, window_end, billionths, unit, threshold, quality,
                                              covered_seconds, expected_seconds, arrived_at, decided_at, reads)
                values (?, '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 310000000000, 'gal', 300000000000, 14,
                        7200, 90000, ?, ?, cast(? as jsonb)) returning id
                """, version, ARRIVED, ARRIVED.plusSeconds(2), """
                [{"channel": %1$d, "start": "2026-11-01T05:00:00Z", "seconds": 3600, "billionths": 290000000000,
                  "quality": 14, "block": 1, "arrived": "2026-11-01T07:00:00Z"},
                 {"channel": %1$d, "start": "2026-11-01T06:00:00Z", "seconds": 3600, "billionths": 20000000000,
                  "quality": 14, "block": 1, "arrived": "2026-11-01T13:00:00Z"}]
                """.formatted(water.channel()));
        alerts.put(caller, new Alert(account, login, contact, alert, version, evaluation));
    }

    private long insert(long account, long login) {
        return rows.write(
                "insert into usage_alert (account, login, commodity, made_at) values (?, ?, 'water', ?) returning id",
                account,
                login,
                MADE);
    }

    private long version(long alert, long contact) {
        return rows.write(
                "insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)"
                        + " values (?, 'daily', 300000000000, 'gal', false, array[?::bigint], ?) returning id",
                alert,
                contact,
                MADE);
    }
}
