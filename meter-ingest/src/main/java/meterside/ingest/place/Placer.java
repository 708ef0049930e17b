package meterside.ingest.place;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import meterside.ingest.place.Placement.Refused;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.RegisterBlock;

/** Places blocks by one snapshot of the registry. Holds no state of its own: the same block lands in the same place. */
public final class Placer {

    private final Map<String, Map<String, FeedKey>> keys;

    Placer(Map<String, Map<String, FeedKey>> keys) {
        this.keys = keys;
    }

    /**
     * {@return where the block's reads belong}
     *
     * @param now reads that end more than five minutes later are refused
     */
    public Placement place(ReadBlock block, Instant now) {
        var source = block.source();
        var key = keys.getOrDefault(source.feed(), Map.of()).get(source.key());
        if (key == null) {
            return unknown(block);
        }
        var placing = new Placing(block, key, Span.micros(now));
        return switch (block) {
            case IntervalBlock intervals -> placing.intervals(intervals);
            case RegisterBlock registers -> placing.registers(registers);
        };
    }

    private static Placement unknown(ReadBlock block) {
        var source = block.source();
        var refused = new Refused(
                Reason.UNKNOWN_KEY.code(),
                source.firstLine(),
                source.lastLine(),
                block.reads(),
                "The registry does not know the key %s of the feed %s. The reads wait until it does."
                        .formatted(source.key(), source.feed()));
        return new Placement(block, new long[0], new int[0], List.of(), List.of(refused), false);
    }
}
