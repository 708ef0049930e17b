package meterside.ingest.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.ingest.copy.Micros;
import meterside.ingest.place.Channel;
import meterside.ingest.place.Placement;
import meterside.metering.Interval;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;

/** Where usage changed, by usage point: one interval that covers it all, and perhaps more. */
public final class Changes {

    private final Map<Long, long[]> boundsByPoint = new HashMap<>();

    /** Adds a stretch of reads, up to the end of the last; a counter's read has no length, and takes a second here. */
    public void add(Channel channel, long from, long to) {
        var bounds = boundsByPoint.computeIfAbsent(
                channel.usagePoint(), unseen -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
        bounds[0] = Math.min(bounds[0], from);
        bounds[1] = Math.max(bounds[1], Math.max(to, from + 1_000_000));
    }

    /** Adds all that a block could have changed, for a block of which it is no longer known. */
    public void addAll(Placement placement) {
        for (var run : placement.runs()) {
            for (var i = run.from(); i < run.to(); i++) {
                var start = placement.starts()[i];
                add(run.channel(), start, start + placement.seconds()[i] * 1_000_000L);
            }
        }
    }

    /** {@return what is to be announced} */
    public List<UsageChanged> toMessages() {
        var messages = new ArrayList<UsageChanged>(boundsByPoint.size());
        boundsByPoint.forEach((point, bounds) -> messages.add(new UsageChanged(
                new UsagePointId(point), new Interval(Micros.instant(bounds[0]), Micros.instant(bounds[1])))));
        return messages;
    }
}
