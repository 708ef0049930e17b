package meterside.standins.town;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Meter;
import meterside.standins.riverton.Meter.Flow;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Riverton.Window;
import meterside.standins.riverton.Trouble;
import meterside.standins.riverton.Trouble.Kind;
import meterside.standins.riverton.Usage;

/** What the head-ends know and when they come to know it: the reads that become known within a window of time. */
final class Reads {

    /** How far a read can be trusted, with CMEP's letter and no further detail. */
    enum Trust {
        MEASURED("R0"),
        ESTIMATED("E0"),
        /** There is no value; CMEP's bit 5 says so. */
        NONE("N32");

        final String flag;

        Trust(String flag) {
            this.flag = flag;
        }
    }

    /** One interval read, in thousandths. */
    record Read(Instant end, Trust trust, long thousandths) {}

    /** What a register showed, in thousandths. */
    record Shown(Instant at, long thousandths) {}

    /** Takes records in the order in which they stand in a file. */
    interface Format {
        /** Reads of one local day, in order; {@code again} when they replace what was sent before. */
        void intervals(Meter meter, Flow flow, Instant created, boolean again, List<Read> reads) throws IOException;

        /** Registers at local midnights. */
        void registers(Meter meter, Flow flow, Instant created, List<Shown> shown) throws IOException;
    }

    private record Counted(Meter meter, Flow flow) {}

    private record Count(Instant upTo, long passed) {}

    private final Riverton town;
    private final Usage usage;
    private final Map<Counted, Count> counts = new HashMap<>();

    Reads(Riverton town) {
        this.town = town;
        this.usage = new Usage(town);
    }

    /** Writes what becomes known in the window, meter by meter and day by day. */
    void write(String feed, Window window, Format format) throws IOException {
        for (var home : Home.ALL) {
            for (var meter : home.meters(town)) {
                for (var flow : meter.feed().equals(feed) ? meter.flows() : List.<Flow>of()) {
                    writeDays(meter, flow, window, format);
                    writeMidnights(meter, flow, window, format);
                }
            }
        }
    }

    private void writeDays(Meter meter, Flow flow, Window window, Format format) throws IOException {
        var last = window.upTo().atZone(Riverton.ZONE).toLocalDate();
        var day = window.after().atZone(Riverton.ZONE).toLocalDate().minusDays(Trouble.DAYS_TO_SETTLE + 1L);
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            var trouble = Trouble.of(town, meter, day);
            var fresh = fresh(meter, flow, day, trouble, window);
            if (!fresh.isEmpty()) {
                format.intervals(meter, flow, knownAt(meter, fresh.getLast().end()), false, fresh);
            }
            var settledAt = trouble.map(Trouble::settledAt);
            if (settledAt.isPresent() && isIn(window, settledAt.get())) {
                var again = trouble.get().kind() != Kind.ABSENT;
                format.intervals(meter, flow, settledAt.get(), again, settled(meter, flow, day, trouble.get()));
            }
        }
    }

    /** {@return what is first sent of the day's intervals, of those that become known in the window} */
    private List<Read> fresh(Meter meter, Flow flow, LocalDate day, Optional<Trouble> trouble, Window window) {
        var reads = new ArrayList<Read>();
        for (var start : starts(meter, day)) {
            if (isIn(window, knownAt(meter, start.plusSeconds(meter.service().seconds())))) {
                first(meter, flow, start, trouble.filter(t -> t.touches(start))).ifPresent(reads::add);
            }
        }
        return reads;
    }

    /** {@return what was measured while there was trouble} */
    private List<Read> settled(Meter meter, Flow flow, LocalDate day, Trouble trouble) {
        return starts(meter, day).stream()
                .filter(trouble::touches)
                .map(start -> new Read(
                        start.plusSeconds(meter.service().seconds()), Trust.MEASURED, usage.during(meter, flow, start)))
                .toList();
    }

    /** {@return the day's intervals in which the meter was there} */
    private List<Instant> starts(Meter meter, LocalDate day) {
        var starts = new ArrayList<Instant>();
        var end = Riverton.startOf(day.plusDays(1));
        var removed = meter.to();
        for (var start = Riverton.startOf(day);
                start.isBefore(end);
                start = start.plusSeconds(meter.service().seconds())) {
            if (!start.isBefore(meter.from()) && (removed == null || start.isBefore(removed))) {
                starts.add(start);
            }
        }
        return starts;
    }

    /** What is sent first of an interval, which may be nothing. A missing value is written as 0, as head-ends do. */
    private Optional<Read> first(Meter meter, Flow flow, Instant start, Optional<Trouble> trouble) {
        var end = start.plusSeconds(meter.service().seconds());
        var measured = usage.during(meter, flow, start);
        if (trouble.isEmpty()) {
            return Optional.of(new Read(end, Trust.MEASURED, measured));
        }
        return switch (trouble.get().kind()) {
            case ABSENT -> Optional.empty();
            case MARKED -> Optional.of(new Read(end, Trust.NONE, 0));
            case MISREAD -> Optional.of(new Read(end, Trust.MEASURED, 3 * measured));
            case ESTIMATED -> {
                var weekAgo = usage.during(meter, flow, start.minus(Duration.ofDays(7)));
                yield Optional.of(new Read(end, Trust.ESTIMATED, weekAgo));
            }
        };
    }

    private void writeMidnights(Meter meter, Flow flow, Window window, Format format) throws IOException {
        if (meter.isBeacon()) {
            return; // its register stands in every row
        }
        var shown = new ArrayList<Shown>();
        var day = window.after().atZone(Riverton.ZONE).toLocalDate();
        for (; !Riverton.startOf(day).isAfter(window.upTo()); day = day.plusDays(1)) {
            var midnight = Riverton.startOf(day);
            if (isIn(window, knownAt(meter, midnight)) && isThere(meter, midnight)) {
                shown.add(new Shown(midnight, registerAt(meter, flow, midnight)));
            }
        }
        if (!shown.isEmpty()) {
            format.registers(meter, flow, knownAt(meter, shown.getLast().at()), shown);
        }
    }

    /** {@return what the register showed: the start register and every interval since} */
    long registerAt(Meter meter, Flow flow, Instant at) {
        var counted = new Counted(meter, flow);
        var count = counts.getOrDefault(counted, new Count(meter.from(), 0));
        if (count.upTo().isAfter(at)) {
            count = new Count(meter.from(), 0);
        }
        var passed = count.passed();
        for (var start = count.upTo();
                start.isBefore(at);
                start = start.plusSeconds(meter.service().seconds())) {
            passed += usage.during(meter, flow, start);
        }
        counts.put(counted, new Count(at, passed));
        return meter.register(flow, passed);
    }

    /** {@return when the head-end has the read: some minutes late, and BEACON's repeated autumn hour both at once} */
    static Instant knownAt(Meter meter, Instant end) {
        if (!meter.isBeacon()) {
            return end.plusSeconds(180);
        }
        var label = Riverton.clockAt(end.minusSeconds(60));
        return label.atZone(Riverton.ZONE)
                .withLaterOffsetAtOverlap()
                .toInstant()
                .plusSeconds(60 + 300);
    }

    private static boolean isThere(Meter meter, Instant at) {
        var removed = meter.to();
        return !at.isBefore(meter.from()) && (removed == null || at.isBefore(removed));
    }

    private static boolean isIn(Window window, Instant instant) {
        return instant.isAfter(window.after()) && !instant.isAfter(window.upTo());
    }
}
