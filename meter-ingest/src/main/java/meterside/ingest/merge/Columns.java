package meterside.ingest.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import meterside.ingest.place.Channel;
import meterside.ingest.place.Placement.Run;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;

/**
 * The placed reads of a batch, column by column, sorted by channel and start; those of one key stand together in the
 * order in which they came. Sorted input is what makes the database's key cheap.
 */
public final class Columns {

    /** One channel's rows, from the first to before the last. */
    public record ChannelRows(Channel channel, int from, int to) {}

    final long[] start;
    final long[] billionths;
    final int[] seconds;
    final ReadingQuality[] quality;
    final int[] block;
    private final List<ChannelRows> channels = new ArrayList<>();
    private int size;

    /** {@return the batch's interval reads} */
    public static Columns intervals(List<BlockInBatch> blocks) {
        return new Columns(runs(blocks, false), blocks);
    }

    /** {@return the batch's register reads} */
    public static Columns registers(List<BlockInBatch> blocks) {
        return new Columns(runs(blocks, true), blocks);
    }

    private record BlockRun(int block, Run run, long first) {}

    private Columns(List<BlockRun> runs, List<BlockInBatch> blocks) {
        var count = runs.stream().mapToInt(of -> of.run.to() - of.run.from()).sum();
        start = new long[count];
        billionths = new long[count];
        seconds = new int[count];
        quality = new ReadingQuality[count];
        block = new int[count];
        for (var i = 0; i < runs.size(); ) {
            var from = size;
            var channel = runs.get(i).run.channel();
            for (; i < runs.size() && runs.get(i).run.channel().id() == channel.id(); i++) {
                append(runs.get(i), blocks.get(runs.get(i).block));
            }
            sort(from, size);
            channels.add(new ChannelRows(channel, from, size));
        }
    }

    public List<ChannelRows> channels() {
        return channels;
    }

    /** {@return when the read in this row begins, microseconds since 1970} */
    public long start(int row) {
        return start[row];
    }

    private static List<BlockRun> runs(List<BlockInBatch> blocks, boolean registers) {
        var runs = new ArrayList<BlockRun>(blocks.size());
        for (var i = 0; i < blocks.size(); i++) {
            var placement = blocks.get(i).placement();
            if (placement.block() instanceof RegisterBlock == registers) {
                for (var run : placement.runs()) {
                    runs.add(new BlockRun(i, run, placement.starts()[run.from()]));
                }
            }
        }
        runs.sort(Comparator.comparingInt((BlockRun of) -> of.run.channel().id())
                .thenComparingLong(BlockRun::first)
                .thenComparingInt(BlockRun::block));
        return runs;
    }

    private void append(BlockRun of, BlockInBatch from) {
        var placement = from.placement();
        for (var i = of.run.from(); i < of.run.to(); i++) {
            start[size] = placement.starts()[i];
            seconds[size] = placement.seconds()[i];
            billionths[size] = from.billionths(i);
            quality[size] = from.quality(i);
            block[size] = of.block;
            size++;
        }
    }

    /** Runs of one channel seldom overlap, and then there is nothing to do. */
    private void sort(int from, int to) {
        for (var i = from + 1; i < to; i++) {
            if (start[i] < start[i - 1] || (start[i] == start[i - 1] && block[i] < block[i - 1])) {
                permute(from, to);
                return;
            }
        }
    }

    private void permute(int from, int to) {
        var order = new Integer[to - from];
        Arrays.setAll(order, i -> from + i);
        Arrays.sort(order, Comparator.comparingLong((Integer i) -> start[i]).thenComparingInt(i -> block[i]));
        var starts = Arrays.copyOfRange(start, from, to);
        var values = Arrays.copyOfRange(billionths, from, to);
        var lengths = Arrays.copyOfRange(seconds, from, to);
        var qualities = Arrays.copyOfRange(quality, from, to);
        var owners = Arrays.copyOfRange(block, from, to);
        for (var i = 0; i < order.length; i++) {
            start[from + i] = starts[order[i] - from];
            billionths[from + i] = values[order[i] - from];
            seconds[from + i] = lengths[order[i] - from];
            quality[from + i] = qualities[order[i] - from];
            block[from + i] = owners[order[i] - from];
        }
    }
}
