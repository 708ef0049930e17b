package meterside.ingest.intake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import meterside.ingest.read.ReadStore;
import meterside.metering.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows {@code meter-reads} for as long as the process lives, in a lane for each partition: while one waits for the
 * database, another decodes and places. All blocks of a key come by one lane, and a channel that several keys mean is
 * locked while its reads are stored.
 */
@Component
public class Follower implements SmartLifecycle {

    private final Stream stream;
    private final ReadStore store;
    private final Taker taker;
    private final AtomicReference<@Nullable String> stuck = new AtomicReference<>();
    private volatile List<Lane> lanes;

    Follower(Stream stream, ReadStore store, Taker taker) {
        this.stream = stream;
        this.store = store;
        this.taker = taker;
        this.lanes = lanes();
    }

    private List<Lane> lanes() {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(number -> new Lane(number, Topics.PARTITIONS, stream, store, taker, stuck))
                .toList();
    }

    /** {@return what keeps reads from being stored, in words, or empty when all is well} */
    public Optional<String> trouble() {
        return Optional.ofNullable(stuck.get())
                .or(() ->
                        lanes.stream().flatMap(lane -> lane.trouble().stream()).findFirst());
    }

    /** {@return how many records were not yet stored a moment ago, or -1 when it is not known} */
    public long lag() {
        return lanes.stream()
                .mapToLong(Lane::lag)
                .reduce((one, other) -> one < 0 || other < 0 ? -1 : one + other)
                .orElse(-1);
    }

    @Override
    public void start() {
        lanes = lanes();
        lanes.forEach(Lane::start);
    }

    @Override
    public void stop() {
        lanes.forEach(Lane::stop);
    }

    @Override
    public boolean isRunning() {
        return lanes.stream().anyMatch(Lane::isRunning);
    }
}
