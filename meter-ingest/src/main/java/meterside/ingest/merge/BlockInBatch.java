package meterside.ingest.merge;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import meterside.ingest.copy.Micros;
import meterside.ingest.place.Placement;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import org.jspecify.annotations.Nullable;

/** A block on its way into the database, and what became of its reads so far. */
public final class BlockInBatch {

    private final Placement placement;
    private final byte[] bytes;
    private final boolean retaken;
    private final Version version;
    private int accepted;
    private int corrected;
    private int unchanged;

    /** @param retaken whether its reads waited for their key */
    public BlockInBatch(Placement placement, byte[] bytes, String sha256, boolean retaken) {
        this.placement = placement;
        this.bytes = bytes;
        this.retaken = retaken;
        var source = placement.block().source();
        // the database keeps microseconds; compared with what it gives back
        var stamp = source.stampedAt().truncatedTo(ChronoUnit.MICROS);
        this.version = new Version(Version.Origin.FEED, stamp, sha256, id(source));
    }

    /** {@return the block's id, the same each time it is sent} */
    public static long id(ReadBlock.Source source) {
        return (source.file() << 24) | source.sequence();
    }

    public long id() {
        return version.block();
    }

    public Placement placement() {
        return placement;
    }

    ReadBlock block() {
        return placement.block();
    }

    public ReadBlock.Source source() {
        return placement.block().source();
    }

    /** {@return the block as it was published} */
    public byte[] bytes() {
        return bytes;
    }

    public boolean isRetaken() {
        return retaken;
    }

    public Version version() {
        return version;
    }

    /** {@return the channel of its reads; of the first ones should its key have changed hands amidst} */
    public @Nullable Integer channel() {
        return placement.runs().isEmpty()
                ? null
                : placement.runs().getFirst().channel().id();
    }

    public String unit() {
        return switch (block()) {
            case IntervalBlock intervals -> intervals.unit().symbol();
            case RegisterBlock registers -> registers.unit().symbol();
        };
    }

    /** {@return reads that were new} */
    public int accepted() {
        return accepted;
    }

    /** {@return reads that replaced an older version} */
    public int corrected() {
        return corrected;
    }

    /** {@return reads that changed nothing} */
    public int unchanged() {
        return unchanged;
    }

    void countAccepted() {
        accepted++;
    }

    void countCorrected() {
        corrected++;
    }

    void countUnchanged() {
        unchanged++;
    }

    long billionths(int read) {
        return switch (block()) {
            case IntervalBlock intervals -> present(intervals.billionths().get(read));
            case RegisterBlock registers -> registers.billionths().get(read);
        };
    }

    ReadingQuality quality(int read) {
        return switch (block()) {
            case IntervalBlock intervals -> intervals.qualities().get(read);
            case RegisterBlock registers -> registers.qualities().get(read);
        };
    }

    /** {@return the sum of the reads that were placed, or null for a register's, which cannot be added} */
    public @Nullable BigInteger sum() {
        if (block() instanceof RegisterBlock) {
            return null;
        }
        var high = 0L;
        var low = 0L; // two halves, so that nothing overflows
        for (var run : placement.runs()) {
            for (var i = run.from(); i < run.to(); i++) {
                high += billionths(i) >> 32;
                low += billionths(i) & 0xFFFF_FFFFL;
            }
        }
        return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    }

    /** {@return when its first placed read begins} */
    public @Nullable Instant first() {
        var first = Long.MAX_VALUE;
        for (var run : placement.runs()) {
            for (var i = run.from(); i < run.to(); i++) {
                first = Math.min(first, placement.starts()[i]);
            }
        }
        return first == Long.MAX_VALUE ? null : Micros.instant(first);
    }

    /** {@return when its last placed read ends} */
    public @Nullable Instant last() {
        var last = Long.MIN_VALUE;
        for (var run : placement.runs()) {
            for (var i = run.from(); i < run.to(); i++) {
                last = Math.max(last, placement.starts()[i] + placement.seconds()[i] * 1_000_000L);
            }
        }
        return last == Long.MIN_VALUE ? null : Micros.instant(last);
    }

    private static long present(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("a missing value was placed");
        }
        return value;
    }
}
