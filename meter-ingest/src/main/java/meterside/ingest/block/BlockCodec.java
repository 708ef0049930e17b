package meterside.ingest.block;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadBlock.Source;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A block of reads as bytes: a day of hourly reads takes about a hundred, where JSON takes a thousand.
 *
 * <p>First byte: the version, 1. Second: {@code I} for interval reads, {@code R} for a register's. Then the source,
 * and runs: a value is divided by the greatest power of ten that divides them all, qualities and line numbers stand
 * once per run. The same block always gives the same bytes.
 */
public final class BlockCodec {

    private static final int VERSION = 1;
    private static final int MOST_DECIMALS = 18;

    private BlockCodec() {}

    /**
     * {@return the block as it is published}
     *
     * @throws IllegalArgumentException if a text in it holds a NUL, which no database text can
     */
    public static byte[] encode(ReadBlock block) {
        var out = new BlockWriter();
        out.octet(VERSION);
        switch (block) {
            case IntervalBlock intervals -> interval(intervals, out);
            case RegisterBlock registers -> register(registers, out);
        }
        return out.toBytes();
    }

    /**
     * {@return the block in these bytes}
     *
     * @throws IllegalArgumentException if they are not a block of a version we know, with the reason
     */
    public static ReadBlock decode(byte[] bytes) {
        var in = new BlockReader(bytes);
        var version = in.octet();
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d is not one we know".formatted(version));
        }
        var kind = in.octet();
        var block =
                switch (kind) {
                    case 'I' -> interval(in);
                    case 'R' -> register(in);
                    default -> throw new IllegalArgumentException("kind %d is not one we know".formatted(kind));
                };
        in.end();
        return block;
    }

    private static void interval(IntervalBlock block, BlockWriter out) {
        out.octet('I');
        source(block.source(), out);
        out.instant(block.start());
        out.number(block.length().minutes());
        out.text(block.unit().symbol());
        values(block.billionths(), out);
        qualities(block.qualities(), out);
        lines(block.lines(), block.source().firstLine(), out);
    }

    /** javac leaves the {@code @Nullable} of a record's type argument out of the constructor's class file. */
    @SuppressWarnings("NullAway")
    private static IntervalBlock interval(BlockReader in) {
        var source = source(in);
        var start = in.instant();
        var length = new ReadLength(in.number(0, 24 * 60));
        var unit = unit(in);
        var values = values(in);
        return new IntervalBlock(
                source,
                start,
                length,
                unit,
                values,
                qualities(values.size(), in),
                lines(values.size(), source.firstLine(), in));
    }

    private static void register(RegisterBlock block, BlockWriter out) {
        out.octet('R');
        source(block.source(), out);
        out.text(block.unit().symbol());
        values(block.billionths(), out);
        var before = Instant.EPOCH;
        for (var at : block.at()) {
            out.signed(at.getEpochSecond() - before.getEpochSecond());
            out.number(at.getNano());
            before = at;
        }
        qualities(block.qualities(), out);
        lines(block.lines(), block.source().firstLine(), out);
    }

    private static RegisterBlock register(BlockReader in) {
        var source = source(in);
        var unit = unit(in);
        var values = new ArrayList<Long>();
        for (var value : values(in)) {
            if (value == null) {
                throw new IllegalArgumentException("a counter shows something or was not read");
            }
            values.add(value);
        }
        var at = new ArrayList<Instant>(values.size());
        var before = 0L;
        for (var i = 0; i < values.size(); i++) {
            before += in.signed();
            at.add(instant(before, in.number(0, 999_999_999)));
        }
        return new RegisterBlock(
                source, unit, at, values, qualities(values.size(), in), lines(values.size(), source.firstLine(), in));
    }

    private static Instant instant(long seconds, int nanos) {
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException("an instant beyond all times");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static void source(Source source, BlockWriter out) {
        out.text(source.feed());
        out.text(source.key());
        out.signed(source.file());
        out.signed(source.sequence());
        out.signed(source.firstLine());
        out.signed((long) source.lastLine() - source.firstLine());
        out.instant(source.stampedAt());
        var raw = source.rawQuality();
        out.octet(raw == null ? 0 : 1);
        if (raw != null) {
            out.text(raw);
        }
    }

    private static Source source(BlockReader in) {
        var feed = in.text();
        var key = in.text();
        var file = in.signed();
        var sequence = Math.toIntExact(bounded(in.signed()));
        var firstLine = Math.toIntExact(bounded(in.signed()));
        var lastLine = Math.toIntExact(bounded(firstLine + bounded(in.signed())));
        var stampedAt = in.instant();
        var raw = in.number(0, 1) == 0 ? null : in.text();
        return new Source(feed, key, file, sequence, firstLine, lastLine, stampedAt, raw);
    }

    private static long bounded(long value) {
        if (Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a line or sequence beyond all files");
        }
        return value;
    }

    private static Unit unit(BlockReader in) {
        var symbol = in.text();
        return Unit.ofSymbol(symbol).orElseThrow(() -> new IllegalArgumentException("no unit is called " + symbol));
    }

    private static void values(List<? extends @Nullable Long> values, BlockWriter out) {
        var decimals = decimals(values);
        out.number(values.size());
        out.octet(decimals);
        var divisor = power(decimals);
        var missing = values.stream().anyMatch(Objects::isNull);
        out.octet(missing ? 1 : 0);
        for (var value : values) {
            if (missing) {
                out.octet(value == null ? 0 : 1);
            }
            if (value != null) {
                out.signed(value / divisor);
            }
        }
    }

    private static List<@Nullable Long> values(BlockReader in) {
        var count = in.number(1, ReadBlock.MOST_READS);
        var divisor = power(in.number(0, MOST_DECIMALS));
        var missing = in.number(0, 1) == 1;
        var values = new ArrayList<@Nullable Long>(count);
        for (var i = 0; i < count; i++) {
            if (missing && in.number(0, 1) == 0) {
                values.add(null);
            } else {
                values.add(scaled(in.signed(), divisor));
            }
        }
        return values;
    }

    private static long scaled(long value, long divisor) {
        try {
            return Math.multiplyExact(value, divisor);
        } catch (ArithmeticException beyond) {
            throw new IllegalArgumentException("a value of more than 64 bits", beyond);
        }
    }

    /** {@return the greatest power of ten that divides them all; noughts say nothing} */
    private static int decimals(List<? extends @Nullable Long> values) {
        var decimals = MOST_DECIMALS;
        for (var value : values) {
            while (value != null && value % power(decimals) != 0) {
                decimals--;
            }
        }
        return decimals;
    }

    private static long power(int decimals) {
        var power = 1L;
        for (var i = 0; i < decimals; i++) {
            power *= 10;
        }
        return power;
    }

    private static void qualities(List<ReadingQuality> qualities, BlockWriter out) {
        for (var i = 0; i < qualities.size(); ) {
            var end = i;
            while (end < qualities.size() && qualities.get(end) == qualities.get(i)) {
                end++;
            }
            out.octet(qualities.get(i).code());
            out.number(end - i);
            i = end;
        }
    }

    private static List<ReadingQuality> qualities(int count, BlockReader in) {
        var qualities = new ArrayList<ReadingQuality>(count);
        while (qualities.size() < count) {
            var quality = ReadingQuality.ofCode(in.octet());
            for (var run = in.number(1, count - qualities.size()); run > 0; run--) {
                qualities.add(quality);
            }
        }
        return qualities;
    }

    /** Each run is a step from line to line and how often it is taken; the steps begin at the block's first line. */
    private static void lines(List<Integer> lines, int firstLine, BlockWriter out) {
        out.octet(lines.isEmpty() ? 0 : 1);
        long before = firstLine;
        for (var i = 0; i < lines.size(); ) {
            var step = lines.get(i) - before;
            var run = 0;
            while (i < lines.size() && lines.get(i) - before == step) {
                before = lines.get(i++);
                run++;
            }
            out.signed(step);
            out.number(run);
        }
    }

    private static List<Integer> lines(int count, int firstLine, BlockReader in) {
        if (in.number(0, 1) == 0) {
            return List.of();
        }
        var lines = new ArrayList<Integer>(count);
        long before = firstLine;
        while (lines.size() < count) {
            var step = bounded(in.signed());
            for (var run = in.number(1, count - lines.size()); run > 0; run--) {
                before = bounded(before + step);
                lines.add((int) before);
            }
        }
        return lines;
    }
}
