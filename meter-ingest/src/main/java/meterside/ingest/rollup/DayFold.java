package meterside.ingest.rollup;

import java.math.BigInteger;
import meterside.metering.ReadingQuality;

/** Adds up the reads of one day, in the order of their starts. The one place that says what a day comes to. */
public final class DayFold {

    private final ChannelDay of;
    private final long from;
    private final long to;
    private long high;
    private long low;
    private long coveredMicros;
    private int reads;
    private ReadingQuality worst = ReadingQuality.VALID;
    private long digest;

    /**
     * @param from the day's first instant, microseconds since 1970
     * @param to the next day's
     */
    public DayFold(ChannelDay of, long from, long to) {
        this.of = of;
        this.from = from;
        this.to = to;
    }

    /** Adds a read that starts within the day, after the one before. */
    public void add(long start, int seconds, long billionths, ReadingQuality quality) {
        // two halves, so that no number of reads overflows
        high += billionths >> 32;
        low += billionths & 0xFFFF_FFFFL;
        coveredMicros += Math.min(seconds * 1_000_000L, to - start);
        reads++;
        worst = worst.worse(quality);
        digest = mixed(digest + start);
        digest = mixed(digest + seconds * 31L + quality.code());
        digest = mixed(digest + billionths);
    }

    public DayTotal total() {
        return new DayTotal(
                of,
                BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low)),
                Math.toIntExact(coveredMicros / 1_000_000),
                Math.toIntExact((to - from) / 1_000_000),
                reads,
                worst,
                digest);
    }

    /** Stafford's variant 13, as in SplitMix64: every bit of the input moves half of the output's. */
    private static long mixed(long value) {
        var z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
