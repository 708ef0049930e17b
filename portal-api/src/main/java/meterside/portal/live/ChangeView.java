package meterside.portal.live;

import java.time.Instant;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.CustomerScope;

/** Reads of this usage point within this span are not what they were. */
record ChangeView(String usagePoint, String from, String to) {

    static ChangeView of(CustomerScope scope, Interval mine) {
        return new ChangeView(
                Long.toString(scope.usagePoint().value()),
                time(scope.days(), mine.start()),
                time(scope.days(), mine.end()));
    }

    private static String time(LocalDays days, Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
