package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import meterside.ingest.Works;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import org.junit.jupiter.api.Test;

/**
 * Random files of a random world, in random orders and batches, against a few lines that say what must be so: a read's
 * current version is the greatest of all that were ever sent, and a day is what its reads come to (rules IN5, IN6, IN14).
 */
class AnyOrderIT {

    /** A soak asks for more: {@code -Dit.args=-Dmeterside.rounds=200}. */
    private static final int ROUNDS = Integer.getInteger("meterside.rounds", 6);

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void theGreatestVersionIsCurrentInWhateverOrderAndBatchesTheBlocksCome() {
        for (var round = 0; round < ROUNDS * 2; round++) {
            try (var works = new Works()) {
                var world = new World(works);
                var blocks = world.blocks();
                for (var order = 0; order < 2; order++) {
                    Collections.shuffle(blocks, random);
                    store(works, blocks);
                }
                works.rollUp();

                assertThat(currentOf(works)).as("seed %d round %d", seed, round).isEqualTo(greatestOf(world, blocks));
                assertThat(wrongDays(works)).as("seed %d round %d", seed, round).isEmpty();
                assertThat(works.value("select sum(accepted) - (select count(*) from interval_read) from read_block"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void howTheTopicIsCutIntoBatchesChangesNothing() {
        for (var round = 0; round < ROUNDS; round++) {
            try (var one = new Works();
                    var other = new Works()) {
                var worlds = random.nextLong();
                var blocks = new World(one, new Random(worlds)).blocks();
                new World(other, new Random(worlds)).blocks();
                Collections.shuffle(blocks, random);

                for (var block : blocks) {
                    one.store(block);
                }
                store(other, blocks);
                one.rollUp();
                other.rollUp();

                assertThat(other.contents()).as("seed %d round %d", seed, round).isEqualTo(one.contents());
                var counts = "select id, accepted, corrected, unchanged, rejected from read_block order by id";
                assertThat(other.rows(counts)).isEqualTo(one.rows(counts));
            }
        }
    }

    private void store(Works works, List<ReadBlock> blocks) {
        for (var from = 0; from < blocks.size(); ) {
            var to = Math.min(blocks.size(), from + random.nextInt(1, 9));
            works.store(blocks.subList(from, to).toArray(ReadBlock[]::new));
            if (random.nextInt(4) == 0) {
                works.rollUp();
            }
            from = to;
        }
    }

    /** Two channels, some files of either, over a few days around a clock change. */
    private final class World {
        private final Random dice;
        private final Map<Long, String> hashes = new HashMap<>();

        World(Works works) {
            this(works, random);
        }

        World(Works works, Random dice) {
            this.dice = dice;
            works.channel("hours", ZONE.getId(), "gal", "PT1H");
            works.channel("quarters", ZONE.getId(), "gal", "PT15M");
            for (var i = 0; i < 6; i++) {
                var hash = "%02x%02x".formatted(dice.nextInt(256), i);
                hashes.put(works.file(hash), hash);
            }
        }

        List<ReadBlock> blocks() {
            var blocks = new ArrayList<ReadBlock>();
            hashes.keySet().stream().sorted().forEach(file -> {
                var count = dice.nextInt(1, 7);
                for (var sequence = 1; sequence <= count; sequence++) {
                    blocks.add(block(file, sequence));
                }
            });
            return blocks;
        }

        private IntervalBlock block(long file, int sequence) {
            var hours = dice.nextBoolean();
            var perDay = hours ? 24 : 96;
            var wholeDays = dice.nextInt(3) > 0;
            var day = LocalDate.parse("2026-10-30").plusDays(dice.nextInt(4));
            var start = day.atStartOfDay(ZONE).toInstant();
            var count = wholeDays
                    ? (int) (Duration.between(
                                            start,
                                            day.plusDays(1).atStartOfDay(ZONE).toInstant())
                                    .toMinutes()
                            / (hours ? 60 : 15))
                    : dice.nextInt(1, perDay);
            if (!wholeDays) {
                start = start.plus(Duration.ofMinutes((long) dice.nextInt(perDay) * (hours ? 60 : 15)));
            }
            // few values, so that equal ones meet
            var level = dice.nextInt(3);
            var values = new Long[count];
            for (var i = 0; i < count; i++) {
                values[i] = dice.nextInt(12) == 0 && !wholeDays ? null : (long) (dice.nextInt(40) == 0 ? 99 : level);
            }
            return aBlock().key(hours ? "hours" : "quarters")
                    .length(hours ? "PT1H" : "PT15M")
                    .of(file, sequence)
                    .start(start)
                    .values(values)
                    .stamp("2026-11-0%dT00:00:00Z".formatted(dice.nextInt(1, 4)))
                    .quality(dice.nextInt(4) == 0 ? ReadingQuality.ESTIMATED : ReadingQuality.RAW)
                    .build();
        }
    }

    private record Candidate(int rank, Instant stamp, String hash, int sequence, String says) {}

    private static Map<String, String> greatestOf(World world, List<ReadBlock> blocks) {
        var order = Comparator.comparingInt(Candidate::rank)
                .thenComparing(Candidate::stamp)
                .thenComparing(Candidate::hash)
                .thenComparingInt(Candidate::sequence);
        var greatest = new HashMap<String, Candidate>();
        for (var each : blocks) {
            var block = (IntervalBlock) each;
            for (var i = 0; i < block.billionths().size(); i++) {
                if (block.billionths().get(i) != null) {
                    var at = block.start().plusSeconds(i * 60L * block.length().minutes());
                    var quality = block.qualities().get(i);
                    greatest.merge(
                            block.source().key() + " " + at,
                            new Candidate(
                                    quality == ReadingQuality.ESTIMATED ? 1 : 2,
                                    block.source().stampedAt(),
                                    world.hashes.get(block.source().file()),
                                    block.source().sequence(),
                                    block.billionths().get(i) + " " + quality.code()),
                            (one, other) -> order.compare(one, other) >= 0 ? one : other);
                }
            }
        }
        var says = new TreeMap<String, String>();
        greatest.forEach((key, candidate) -> says.put(key, candidate.says()));
        return says;
    }

    private static Map<String, String> currentOf(Works works) {
        var says = new TreeMap<String, String>();
        for (var row :
                works.rows("select k.key, to_char(r.start at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as at,"
                        + " r.billionths, r.quality from interval_read r join feed_key k on k.channel = r.channel")) {
            var fields = row.substring(1, row.length() - 1).split(",");
            says.put(fields[0] + " " + fields[1], fields[2] + " " + fields[3]);
        }
        return says;
    }

    /** PostgreSQL's own idea of days and sums, against ours. */
    private static List<String> wrongDays(Works works) {
        return works.rows("""
                select * from (
                    select r.channel, (r.start at time zone u.zone)::date as day, sum(r.billionths)::numeric as billionths,
                           count(*) as reads, sum(r.seconds) as covered
                    from interval_read r join channel c on c.id = r.channel join usage_point u on u.id = c.usage_point
                    group by 1, 2) raw
                full join usage_day d using (channel, day)
                where raw.billionths is distinct from d.billionths or raw.reads is distinct from d.reads
                   or raw.covered is distinct from d.covered_seconds
                """);
    }
}
