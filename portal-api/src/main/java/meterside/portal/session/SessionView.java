package meterside.portal.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Who is signed in, and the server's time.
 *
 * @param now in UTC; pages take "today" from it and a usage point's zone, never from the browser's clock alone
 */
public record SessionView(String email, String now) {

    public static SessionView of(String email, Clock clock) {
        return new SessionView(
                email, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
