package meterside.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadBlock.Source;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** Blocks for tests. A block's defaults are dull and valid: hourly gallons of the key {@code k}, all raw. */
public final class Blocks {

    private String key = "k";
    private long file = 1;
    private int sequence = 1;
    private Instant start = Instant.parse("2026-10-20T04:00:00Z");
    private ReadLength length = ReadLength.parse("PT1H");
    private Unit unit = Unit.US_GALLON;
    private Instant stamp = Instant.parse("2026-10-21T05:00:00Z");
    private List<@Nullable Long> values = List.of(1_000_000_000L);
    private ReadingQuality quality = ReadingQuality.RAW;
    private List<Integer> lines = List.of();

    private Blocks() {}

    public static Blocks aBlock() {
        return new Blocks();
    }

    public Blocks key(String value) {
        key = value;
        return this;
    }

    public Blocks of(long fileId, int sequenceNumber) {
        file = fileId;
        sequence = sequenceNumber;
        return this;
    }

    public Blocks start(String instant) {
        return start(Instant.parse(instant));
    }

    public Blocks start(Instant instant) {
        start = instant;
        return this;
    }

    public Blocks length(String iso) {
        length = ReadLength.parse(iso);
        return this;
    }

    public Blocks unit(Unit of) {
        unit = of;
        return this;
    }

    public Blocks stamp(String instant) {
        stamp = Instant.parse(instant);
        return this;
    }

    /** Whole units, one per interval; null is missing. */
    public Blocks values(@Nullable Long... units) {
        values = new ArrayList<>();
        for (var unitsOfOne : units) {
            values.add(unitsOfOne == null ? null : unitsOfOne * 1_000_000_000L);
        }
        return this;
    }

    /** So many intervals of {@code from}, {@code from + 1} … units. */
    public Blocks count(int intervals, long from) {
        values = LongStream.range(from, from + intervals)
                .mapToObj(units -> units * 1_000_000_000L)
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        return this;
    }

    public Blocks quality(ReadingQuality of) {
        quality = of;
        return this;
    }

    public Blocks lines(Integer... of) {
        lines = Arrays.asList(of);
        return this;
    }

    public IntervalBlock build() {
        return new IntervalBlock(
                source(), start, length, unit, values, Collections.nCopies(values.size(), quality), lines);
    }

    /** The values as a counter's, an interval's length apart. */
    public RegisterBlock register() {
        var at = new ArrayList<Instant>();
        for (var i = 0; i < values.size(); i++) {
            at.add(start.plusSeconds(i * length.minutes() * 60L));
        }
        return new RegisterBlock(
                source(), unit, at, new ArrayList<>(values), Collections.nCopies(values.size(), quality), lines);
    }

    private Source source() {
        var first = lines.isEmpty() ? sequence * 10 : Collections.min(lines);
        var last = lines.isEmpty() ? first : Collections.max(lines);
        return new Source("cmep", key, file, sequence, first, last, stamp, null);
    }

    /** {@return the block as it arrives} */
    public static List<ReadBlock> all(ReadBlock... blocks) {
        return List.of(blocks);
    }
}
