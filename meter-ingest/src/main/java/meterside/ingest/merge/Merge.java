package meterside.ingest.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one read that a batch brings, met with the one that is stored, in the order in which they came. So a
 * batch ends as if its blocks had come one by one, however the topic was cut into batches.
 */
public final class Merge {

    /**
     * A version that is not current.
     *
     * @param late whether it came when a better one was already known; if an equal one is kept, it adds nothing
     */
    public record Revision(StoredRead read, boolean late) {}

    private final @Nullable StoredRead before;
    private final List<Revision> revisions = new ArrayList<>(1);
    private @Nullable StoredRead current;

    /** What is current, as it first came: its block tells since when it was known. */
    private @Nullable StoredRead said;

    private @Nullable Version version;

    private Merge(@Nullable StoredRead stored, @Nullable StoredRead before, @Nullable Version version) {
        this.before = before;
        this.current = before;
        this.said = stored;
        this.version = version;
    }

    /** {@return a merge of versions of a read of which nothing is stored} */
    static Merge withNothing() {
        return new Merge(null, null, null);
    }

    /** @param version the stored read's: the greater of its block's and of the block's that confirmed its day */
    static Merge with(StoredRead stored, Version version) {
        return new Merge(stored, stored.from(version.block()), version);
    }

    /** Takes the next version and counts it in its block. */
    void take(StoredRead read, BlockInBatch of) {
        if (current == null || said == null || version == null) {
            of.countAccepted();
            current = read;
            said = read;
            version = of.version();
            return;
        }
        var better = of.version().beats(read.quality(), version, current.quality());
        if (current.sameAs(read)) {
            of.countUnchanged();
        } else if (better) {
            of.countCorrected();
            revisions.add(new Revision(said, false));
            said = read;
        } else {
            of.countUnchanged();
            revisions.add(new Revision(read, true));
        }
        if (better) {
            current = read;
            version = of.version();
        }
    }

    /** {@return the current version to insert or to update, or null when the stored one stays as it is} */
    @Nullable
    StoredRead result() {
        return current == null || current.equals(before) ? null : current;
    }

    /** {@return the current one's version} */
    Version version() {
        return Objects.requireNonNull(version);
    }

    /** {@return whether amounts or qualities are not what they were} */
    boolean changesUsage() {
        return current != null && (before == null || !before.sameAs(current));
    }

    /** {@return whether the stored read was only sent again} One that was replaced and came back in between was not. */
    boolean repeats() {
        return !changesUsage() && revisions.stream().allMatch(Revision::late);
    }

    List<Revision> revisions() {
        return revisions;
    }
}
