package meterside.ingest.place;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import meterside.ingest.place.Placement.Refused;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.RegisterBlock;

/** Places blocks by one snapshot of the registry. Holds no state of its own: the same block lands in the same place. */
public final class Placer {

    private final Map<String, Map<String, FeedKey>> keys;
    private final Set<Integer> shared;

    Placer(Map<String, Map<String, FeedKey>> keys) {
        this.keys = keys;
        this.shared = shared(keys);
    }

    private static Set<Integer> shared(Map<String, Map<String, FeedKey>> keys) {
        var once = new HashSet<Integer>();
        var more = new HashSet<Integer>();
        for (var ofFeed : keys.values()) {
            for (var key : ofFeed.values()) {
                key.meanings().stream()
                        .map(meaning -> meaning.channel().id())
                        .distinct()
                        .forEach(channel -> {
                            if (!once.add(channel)) {
                                more.add(channel);
                            }
                        });
            }
        }
        return more;
    }

    /** {@return channels that several keys mean: their blocks may be coming by several partitions at this moment} */
    public SortedSet<Integer> shared(List<Placement> placements) {
        var found = new TreeSet<Integer>();
        for (var placement : placements) {
            for (var run : placement.runs()) {
                if (shared.contains(run.channel().id())) {
                    found.add(run.channel().id());
                }
            }
        }
        return found;
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
