package meterside.portal.span;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;

/**
 * Days that lie within one of the customer's scopes and the channel's own time: at least one.
 *
 * @param end the day after the last
 */
public record Stay(CustomerScope scope, LocalDate first, LocalDate end) {

    /** {@return what of these days is the customer's, in order} More than one stay if they left and came back. */
    public static List<Stay> all(Channel channel, LocalDate from, LocalDate to) {
        var stays = new ArrayList<Stay>();
        for (var scope : channel.scopes()) {
            var first = Stream.of(from, scope.firstDay(), channel.firstDay())
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            var end = Stream.of(to, scope.endDay(), channel.endDay())
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            if (first.isBefore(end)) {
                stays.add(new Stay(scope, first, end));
            }
        }
        return stays;
    }

    /** {@return its days in order} */
    public Stream<LocalDate> days() {
        return first.datesUntil(end);
    }

    /** {@return days and hours of the usage point} */
    public LocalDays local() {
        return scope.days();
    }

    /** {@return from the beginning of its first day to the end of its last} */
    public Interval span() {
        return new Interval(local().startOf(first), local().startOf(end));
    }

    /** {@return the same customer's stay of other days} */
    Stay of(LocalDate otherFirst, LocalDate otherEnd) {
        return new Stay(scope, otherFirst, otherEnd);
    }
}
