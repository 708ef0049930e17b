package meterside.journeys.decide;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.rule.DailyThreshold;
import meterside.rule.DailyThreshold.Outcome;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One read of each of a million channels an hour, in random order; each read goes through the five rules of its channel,
 * which are some of a thousand different ones. After each hour what was told is counted again in another way.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Folds {

    static final int CHANNELS = 1_000_000;
    static final int RULES = 5;
    private static final int DIFFERENT = 1000;
    private static final int HOURS = 24;
    private static final long BILLION = 1_000_000_000L;
    private static final int STRIDE = RULES * DailyThreshold.STATE;

    /** The rules' thresholds in thousandths of a gallon, for the count in another way. */
    private final long[] milliGallons = new long[DIFFERENT];

    private final DailyThreshold[] rules = new DailyThreshold[DIFFERENT];
    private final long[] weights = new long[DIFFERENT];
    private final int[] order = new int[CHANNELS];
    private final short[] ruleOf = new short[CHANNELS * RULES];
    private final long[] states = new long[CHANNELS * STRIDE];

    private int day = 20_000;
    private int hour = -1;
    private long told;
    private boolean folded;

    @Setup
    public void fill() {
        var random = new Random(1);
        for (var i = 0; i < DIFFERENT; i++) {
            var litres = random.nextBoolean();
            milliGallons[i] = 1000L * random.nextInt(200, 300);
            var threshold = litres ? milliGallons[i] * 3_785_411_784L / 1000 : milliGallons[i] * (BILLION / 1000);
            rules[i] = new DailyThreshold(
                    threshold, litres ? Unit.LITRE : Unit.US_GALLON, List.of(Unit.US_GALLON), random.nextBoolean());
            weights[i] = rules[i].weight(Unit.US_GALLON);
        }
        for (var i = 0; i < ruleOf.length; i++) {
            ruleOf[i] = (short) random.nextInt(DIFFERENT);
        }
        var channels = new ArrayList<Integer>(CHANNELS);
        for (var channel = 0; channel < CHANNELS; channel++) {
            channels.add(channel);
        }
        java.util.Collections.shuffle(channels, random);
        for (var i = 0; i < CHANNELS; i++) {
            order[i] = channels.get(i);
        }
    }

    @Setup(Level.Invocation)
    public void nextHour() {
        hour++;
        if (hour == HOURS) {
            hour = 0;
            day++;
            told = 0;
        }
    }

    /** Tenths of a gallon, 0 to 20.4; the same whenever it is asked. */
    private static long billionths(int channel, int day, int hour) {
        var mixed = (channel * 31L + day) * 0x9E3779B97F4A7C15L + hour * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 29;
        mixed *= 0xBF58476D1CE4E5B9L;
        return ((mixed >>> 40) % 205) * (BILLION / 10);
    }

    /** A busy machine takes the core away now and then: the time it was ours is counted, beside the clock's. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class OnTheCore {
        public long micros;
        public long reads;

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private long begin() {
            return THREADS.getCurrentThreadCpuTime();
        }

        private void end(long began) {
            micros += (THREADS.getCurrentThreadCpuTime() - began) / 1000;
            reads += CHANNELS;
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHANNELS)
    public long decide(OnTheCore core) {
        var began = core.begin();
        var count = 0L;
        for (var channel : order) {
            var read = billionths(channel, day, hour);
            var at = channel * STRIDE;
            var rule = channel * RULES;
            for (var i = 0; i < RULES; i++) {
                var which = ruleOf[rule + i];
                var outcome = rules[which].step(
                        states, at + i * DailyThreshold.STATE, day, weights[which], read, ReadingQuality.RAW);
                if (outcome == Outcome.PASSED) {
                    count++;
                }
            }
        }
        core.end(began);
        told += count;
        folded = true;
        return count;
    }

    /** The same reads and the same longs of state, and nothing decided: what memory alone allows. */
    @Benchmark
    @OperationsPerInvocation(CHANNELS)
    public long touch(OnTheCore core) {
        var began = core.begin();
        var sum = 0L;
        for (var channel : order) {
            var read = billionths(channel, day, hour);
            var at = channel * STRIDE;
            for (var i = 0; i < STRIDE; i++) {
                sum += states[at + i] += read;
            }
        }
        core.end(began);
        return sum;
    }

    /** A rule has told by now if, and only if, the hours so far add up to more than its threshold: in tenths, in a loop. */
    @TearDown(Level.Invocation)
    public void check() {
        if (!folded || hour != HOURS - 1) {
            return;
        }
        var expected = 0L;
        for (var channel = 0; channel < CHANNELS; channel++) {
            var sum = 0L;
            for (var past = 0; past < HOURS; past++) {
                sum += billionths(channel, day, past) / (BILLION / 10);
            }
            for (var i = 0; i < RULES; i++) {
                expected += sum * 100 > milliGallons[ruleOf[channel * RULES + i]] ? 1 : 0;
            }
        }
        if (told != expected) {
            throw new IllegalStateException("told %d times instead of %d".formatted(told, expected));
        }
        System.out.printf("day %d: told %d times, as it should%n", day, told);
    }
}
