package meterside.ingest.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import meterside.ingest.intake.Announcer.Dead;
import meterside.ingest.place.Places;
import meterside.ingest.read.Partition;
import meterside.ingest.read.Position;
import meterside.ingest.read.ReadStore;
import meterside.ingest.read.ReadStore.Arrived;
import meterside.ingest.read.ReadStore.Batch;
import meterside.metering.ReadBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One batch of records: stored in one transaction, then announced, then noted as announced. Whatever is killed in
 * between, the next start does the rest: what was stored is announced again, what was not is stored.
 */
@Component
class Taker {

    private static final Logger LOG = LoggerFactory.getLogger(Taker.class);

    private final ReadStore store;
    private final Places places;
    private final Announcer announcer;

    /** Told of each step between transactions; tests kill there. */
    java.util.function.Consumer<Step> steps = step -> {};

    enum Step {
        STORED,
        ANNOUNCED,
        NOTED
    }

    Taker(ReadStore store, Places places, Announcer announcer) {
        this.store = store;
        this.places = places;
        this.announcer = announcer;
    }

    /** Looks for news of the registry also when nothing comes: blocks may wait for them. */
    void idle() {
        places.placer();
    }

    /** Stores and announces records; each partition's in the order of their offsets. */
    void take(List<Incoming> incoming, Assignment assignment) {
        var placer = places.placer();
        var sorted = sort(incoming, assignment);
        announcer.dead(sorted.dead);
        var changes = new LinkedHashSet<>(store.changesOf(sorted.storedBefore, placer));
        if (!sorted.batch.to().isEmpty()) {
            changes.addAll(store.store(sorted.batch, placer));
            places.used(placer);
        }
        steps.accept(Step.STORED);
        sorted.batch.to().forEach((partition, next) -> {
            var announced = assignment.position(partition).announcedNext();
            assignment.moved(partition, new Position(next, announced));
        });
        announcer.usageChanged(changes);
        steps.accept(Step.ANNOUNCED);
        sorted.next.forEach((partition, next) -> {
            var position = assignment.position(partition);
            store.announced(partition, position.announcedNext(), next);
            assignment.moved(partition, new Position(position.storedNext(), next));
        });
        steps.accept(Step.NOTED);
    }

    /**
     * Records by what is to be done with them.
     *
     * @param storedBefore stored, but perhaps not announced
     * @param next by partition, the offset after the last record
     */
    private record Sorted(Batch batch, List<ReadBlock> storedBefore, List<Dead> dead, TreeMap<Partition, Long> next) {}

    private Sorted sort(List<Incoming> incoming, Assignment assignment) {
        var sorted = new Sorted(
                new Batch(new ArrayList<>(incoming.size()), new TreeMap<>(), new TreeMap<>()),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>());
        var files = knownFiles(incoming);
        for (var one : incoming) {
            var partition = assignment.partition(one.message().partition());
            var next = one.message().offset() + 1;
            var storedNext = assignment.position(partition).storedNext();
            sorted.next.put(partition, next);
            if (next > storedNext) {
                sorted.batch.from().put(partition, storedNext);
                sorted.batch.to().put(partition, next);
                sortFresh(one, files, sorted);
            } else if (one.block() != null) {
                sorted.storedBefore.add(one.block());
            }
        }
        return sorted;
    }

    /** A block of a file that this database never took, such as another's that used the same broker, cannot be stored. */
    private static void sortFresh(Incoming one, Set<Long> files, Sorted sorted) {
        var block = one.block();
        if (block == null) {
            bury(one, one.reason(), sorted.dead);
        } else if (!files.contains(block.source().file())) {
            bury(one, "file %d is not one we took".formatted(block.source().file()), sorted.dead);
        } else {
            sorted.batch.blocks().add(new Arrived(block, one.message().value()));
        }
    }

    private Set<Long> knownFiles(List<Incoming> incoming) {
        var files = new HashSet<Long>();
        for (var one : incoming) {
            if (one.block() != null) {
                files.add(one.block().source().file());
            }
        }
        return store.knownFiles(files);
    }

    private static void bury(Incoming one, String reason, List<Dead> dead) {
        LOG.warn(
                "offset {} of {}-{} is no block we can store: {}",
                one.message().offset(),
                one.message().topic(),
                one.message().partition(),
                reason);
        dead.add(new Dead(one.message(), reason));
    }
}
