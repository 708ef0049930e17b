package meterside.journeys.year;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import meterside.ingest.Blocks;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.rule.Oracle;

/**
 * A head-end with bad days: of each hour's read it sends some late, some estimated first, some corrected once or twice,
 * some once more unchanged, some older than what it sent before, and some never.
 */
final class HeadEnd {

    private final Random random;
    private final Map<String, Unit> channels;

    /** What is still to be sent, by when. */
    private final PriorityQueue<Sending> sendings = new PriorityQueue<>(Comparator.comparing(Sending::due));

    /** What it said last of each read, to say it once more. */
    private final Map<String, List<Sending>> sentByDay = new HashMap<>();

    HeadEnd(Random random, Map<String, Unit> channels) {
        this.random = random;
        this.channels = channels;
    }

    private record Sending(Instant due, String key, Instant start, long units, boolean estimated, Instant stamp) {}

    /** Lets an hour pass. */
    void measure(Instant hour) {
        var end = hour.plusSeconds(3600);
        for (var key : channels.keySet()) {
            var peak = random.nextInt(40) == 0 ? 40 : 0;
            var units = random.nextLong(0, 12) + peak;
            switch (random.nextInt(40)) {
                case 0 -> {} // never
                case 1 -> send(end, days(1, 9), key, hour, units, false);
                case 2, 3 -> {
                    send(end, 0, key, hour, units + random.nextInt(-3, 30), true);
                    send(end, days(0, 6), key, hour, units, false);
                }
                case 4 -> {
                    send(end, 0, key, hour, units, true);
                    send(end, days(0, 6), key, hour, units, false);
                }
                case 5 -> {
                    send(end, 0, key, hour, units + random.nextInt(0, 50), false);
                    send(end, days(0, 6), key, hour, units, false);
                    send(end, days(0, 8), key, hour, units + random.nextInt(0, 3), false);
                }
                case 6 -> {
                    send(end, 0, key, hour, units, false);
                    sendings.add(new Sending(
                            end.plusSeconds(days(1, 5)),
                            key,
                            hour,
                            units + 77,
                            false,
                            end.minusSeconds(60))); // too old
                }
                case 7 -> {
                    send(end, 0, key, hour, units, false);
                    send(end, days(0, 5), key, hour, units, false); // once more
                }
                default -> send(end, 0, key, hour, units, false);
            }
        }
    }

    private long days(int from, int to) {
        return Duration.ofHours(random.nextLong(from * 24L + 3, to * 24L)).toSeconds();
    }

    private void send(Instant end, long after, String key, Instant hour, long units, boolean estimated) {
        var due = end.plusSeconds(after);
        sendings.add(new Sending(due, key, hour, Math.max(units, 0), estimated, due));
    }

    /** One file's blocks, and the same for the oracle. */
    record File(List<ReadBlock> blocks, List<Oracle.Read> reads) {}

    /** {@return what is due, as a file of this id and name} Now and then with a day before once more, and newer. */
    File file(Instant now, long id, String name) {
        var due = new ArrayList<Sending>();
        while (!sendings.isEmpty() && !sendings.peek().due().isAfter(now)) {
            due.add(sendings.poll());
        }
        due.forEach(one -> sentByDay
                .computeIfAbsent(one.key() + day(one.start()), unseen -> new ArrayList<>())
                .add(one));
        if (random.nextInt(6) == 0) {
            due.addAll(again(now));
        }
        return cut(due, id, name);
    }

    /** What it knows best of some hours of some day of the last week, stamped anew. */
    private List<Sending> again(Instant now) {
        var day = day(now.minus(Duration.ofDays(random.nextInt(1, 7))));
        var whole = random.nextBoolean();
        var key = List.copyOf(channels.keySet()).get(random.nextInt(channels.size()));
        var best = new HashMap<Instant, Sending>();
        for (var one : sentByDay.getOrDefault(key + day, List.of())) {
            best.merge(
                    one.start(),
                    one,
                    (a, b) -> a.estimated() != b.estimated()
                            ? (a.estimated() ? b : a)
                            : (a.stamp().isAfter(b.stamp()) ? a : b));
        }
        return best.values().stream()
                .filter(one -> whole || random.nextInt(4) > 0)
                .map(one -> new Sending(now, one.key(), one.start(), one.units(), one.estimated(), now))
                .toList();
    }

    private static LocalDate day(Instant start) {
        return LocalDate.ofInstant(start, ZoneId.of("America/New_York"));
    }

    /** Cuts into blocks: hours that follow one another, of one stamp and quality. */
    private File cut(List<Sending> due, long id, String name) {
        due.sort(Comparator.comparing(Sending::key)
                .thenComparing(Sending::stamp)
                .thenComparing(Sending::estimated)
                .thenComparing(Sending::start));
        var blocks = new ArrayList<ReadBlock>();
        var reads = new ArrayList<Oracle.Read>();
        for (var from = 0; from < due.size(); ) {
            var first = due.get(from);
            var to = from + 1;
            while (to < due.size() && follows(due.get(to - 1), due.get(to))) {
                to++;
            }
            var run = due.subList(from, to);
            var sequence = blocks.size() + 1;
            blocks.add(Blocks.aBlock()
                    .key(first.key())
                    .of(id, sequence)
                    .unit(java.util.Objects.requireNonNull(channels.get(first.key())))
                    .start(first.start())
                    .stamp(first.stamp().toString())
                    .quality(first.estimated() ? ReadingQuality.ESTIMATED : ReadingQuality.RAW)
                    .values(run.stream().map(Sending::units).toArray(Long[]::new))
                    .build());
            for (var one : run) {
                reads.add(new Oracle.Read(
                        one.key(),
                        one.start(),
                        BigDecimal.valueOf(one.units()),
                        one.estimated(),
                        one.stamp(),
                        name,
                        sequence));
            }
            from = to;
        }
        return new File(blocks, reads);
    }

    private static boolean follows(Sending before, Sending one) {
        return one.key().equals(before.key())
                && one.stamp().equals(before.stamp())
                && one.estimated() == before.estimated()
                && one.start().equals(before.start().plusSeconds(3600));
    }
}
