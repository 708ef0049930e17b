package meterside.standins.billing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.standins.billing.Bill.Counted;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Home.Service;
import meterside.standins.riverton.Meter;
import meterside.standins.riverton.Meter.Flow;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Usage;

/**
 * What the meters counted from one local day to another: what truly passed, whatever the head-end made of it, for the counter runs on
 * through a gap in the reads. Asked for day after day, since each interval is worked out once.
 */
final class Counters {

    private final Riverton town;
    private final Usage usage;
    private final Map<Counter, Long> passed = new HashMap<>();

    /** A meter's counter of one direction. */
    private record Counter(Meter meter, Flow flow) {}

    Counters(Riverton town) {
        this.town = town;
        this.usage = new Usage(town);
    }

    /**
     * {@return what the home's meters of a service counted in these days, with what the counter showed at both ends} A meter that was
     * exchanged in between was read in whole units when it was taken down.
     */
    Counted of(Home home, Service service, Flow flow, LocalDate from, LocalDate to) {
        var meters = metersOf(home, service).stream()
                .filter(meter -> meter.from().isBefore(Riverton.startOf(to)) && !endsBefore(meter, from))
                .toList();
        var sum = 0L;
        Long start = null;
        Long end = null;
        for (var meter : meters) {
            var counter = new Counter(meter, flow);
            var before = passed.getOrDefault(counter, 0L);
            var counted = between(meter, flow, from, to);
            passed.put(counter, before + counted);
            var removed = meter.to();
            if (removed != null && removed.isBefore(Riverton.startOf(to))) {
                var shown = before + counted;
                sum += shown - shown % 1000 - before;
            } else {
                sum += counted;
            }
            if (!meter.isBeacon()) {
                start = start == null ? meter.register(flow, before) : start;
                end = meter.register(flow, before + counted);
            }
        }
        return new Counted(sum, meters.getFirst().unit(), start, end);
    }

    /** {@return what the first of two meters showed when it was taken down, in whole units} */
    long shownWhenRemoved(Home home, Service service) {
        var meter = metersOf(home, service).getFirst();
        return meter.register(Flow.DELIVERED, passed.getOrDefault(new Counter(meter, Flow.DELIVERED), 0L)) / 1000;
    }

    private List<Meter> metersOf(Home home, Service service) {
        return home.meters(town).stream()
                .filter(meter -> meter.service() == service)
                .toList();
    }

    private static boolean endsBefore(Meter meter, LocalDate day) {
        var removed = meter.to();
        return removed != null && !removed.isAfter(Riverton.startOf(day));
    }

    private long between(Meter meter, Flow flow, LocalDate from, LocalDate to) {
        var removed = meter.to();
        var begin = Riverton.startOf(from).isBefore(meter.from()) ? meter.from() : Riverton.startOf(from);
        var end = removed != null && removed.isBefore(Riverton.startOf(to)) ? removed : Riverton.startOf(to);
        var sum = 0L;
        for (var start = begin;
                start.isBefore(end);
                start = start.plusSeconds(meter.service().seconds())) {
            sum += usage.during(meter, flow, start);
        }
        return sum;
    }
}
