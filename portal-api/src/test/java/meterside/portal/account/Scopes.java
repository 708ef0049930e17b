package meterside.portal.account;

import java.time.Instant;
import java.time.ZoneId;
import meterside.metering.Interval;
import meterside.metering.UsagePointId;

/** Scopes for tests of other features, which cannot make one. */
public final class Scopes {

    private Scopes() {}

    /** {@return account 1 at the usage point in New York from one instant to another} */
    public static CustomerScope aScope(long usagePoint, String from, String to) {
        return new CustomerScope(
                1,
                new UsagePointId(usagePoint),
                ZoneId.of("America/New_York"),
                new Interval(Instant.parse(from), Instant.parse(to)));
    }
}
