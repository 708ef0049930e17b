package meterside.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meterside.ingest.feed.Feeds;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final Instant STAMPED = Instant.parse("2026-10-02T10:00:00Z");
    private static final long MIDNIGHT = Instant.parse("2026-10-01T04:00:00Z").getEpochSecond();
    private static final ReadLength HOUR = new ReadLength(60);
    private static final Mark RAW = new Mark(ReadingQuality.RAW, "R0");
    private static final Mark ESTIMATED = new Mark(ReadingQuality.ESTIMATED, "E0");
    private static final Mark MISSING = new Mark(null, "N32");

    private final List<ReadBlock> blocks = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    private Gathering gathering(int most) {
        return new Gathering(
                Feeds.builtIn().named("cmep").orElseThrow(),
                7,
                new Sink() {
                    @Override
                    public void block(ReadBlock block) {
                        blocks.add(block);
                    }

                    @Override
                    public void rejected(Rejection rejection) {
                        rejections.add(rejection);
                    }
                },
                most);
    }

    /** Adds the read of the hour that begins so many hours after midnight; the feed stamps its end. */
    private static void hour(Gathering gathering, String key, int hour, long value, Mark mark, int line) {
        gathering
                .of(key, STAMPED, Unit.US_GALLON, HOUR)
                .add(Series.Kind.LOCAL, MIDNIGHT + (hour + 1) * 3600L, value, mark, line);
        gathering.lineEnds(1);
    }

    private IntervalBlock interval(int i) {
        return (IntervalBlock) blocks.get(i);
    }

    @Test
    void putsTogetherByMeterWhatComesHourByHour() {
        var gathering = gathering(1000);
        for (var hour = 0; hour < 24; hour++) {
            hour(gathering, "a", hour, hour, RAW, 1 + 2 * hour);
            hour(gathering, "b", hour, 100 + hour, RAW, 2 + 2 * hour);
        }

        assertThat(gathering.end()).isEqualTo(2);
        assertThat(interval(0).source().key()).isEqualTo("a");
        assertThat(interval(0).billionths()).hasSize(24).startsWith(0L, 1L);
        assertThat(interval(0).lines()).hasSize(24).startsWith(1, 3, 5);
        assertThat(interval(1).source().sequence()).isEqualTo(2);
        assertThat(interval(1).source().firstLine()).isEqualTo(2);
        assertThat(interval(1).source().lastLine()).isEqualTo(48);
        assertThat(interval(1).start()).isEqualTo(Instant.parse("2026-10-01T04:00:00Z"));
    }

    @Test
    void cutsWhereAnIntervalLacksAndAfterFiveHundred() {
        var gathering = gathering(10_000);
        for (var hour = 0; hour < 1300; hour++) {
            if (hour != 10) {
                hour(gathering, "a", hour, 5, RAW, hour + 1);
            }
        }

        gathering.end();

        assertThat(blocks).extracting(ReadBlock::reads).containsExactly(10, 500, 500, 289);
        assertThat(blocks).extracting(block -> block.source().sequence()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void keepsWhatIsMissingWithinARunAndDropsItAtTheEnds() {
        var gathering = gathering(1000);
        hour(gathering, "a", 0, 0, MISSING, 1);
        hour(gathering, "a", 1, 5, RAW, 2);
        hour(gathering, "a", 2, 0, MISSING, 3);
        hour(gathering, "a", 3, 0, RAW, 4);
        hour(gathering, "a", 4, 0, MISSING, 5);
        hour(gathering, "b", 4, 0, MISSING, 6);

        gathering.end();

        assertThat(blocks).hasSize(1);
        assertThat(interval(0).billionths()).containsExactly(5L, null, 0L);
        assertThat(interval(0).source().rawQuality()).isEqualTo("R0*1 N32*1 R0*1");
        assertThat(interval(0).lines()).containsExactly(2, 3, 4);
    }

    @Test
    void takesTheLaterLineOfTwoAndSaysSo() {
        var gathering = gathering(1000);
        hour(gathering, "a", 1, 10, RAW, 1);
        hour(gathering, "a", 0, 20, RAW, 2);
        hour(gathering, "a", 1, 11, RAW, 3);
        hour(gathering, "a", 0, 20, RAW, 4);

        gathering.end();

        assertThat(interval(0).billionths()).containsExactly(20L, 11L);
        assertThat(interval(0).lines()).containsExactly(4, 3);
        assertThat(rejections)
                .containsExactly(
                        new Rejection(
                                1,
                                1,
                                "duplicate-in-file",
                                "a",
                                1,
                                "The read of 2026-10-01T05:00:00Z stands again on line 3 with another value, and that one was taken."));
    }

    @Test
    void takesAMeasuredReadBeforeAnEstimatedOneAndAValueBeforeNone() {
        var gathering = gathering(1000);
        hour(gathering, "a", 0, 10, RAW, 1);
        hour(gathering, "a", 0, 12, ESTIMATED, 2);
        hour(gathering, "a", 1, 7, RAW, 3);
        hour(gathering, "a", 1, 0, MISSING, 4);

        gathering.end();

        assertThat(interval(0).billionths()).containsExactly(10L, 7L);
        assertThat(rejections).extracting(Rejection::firstLine).containsExactly(2);
    }

    @Test
    void keepsTwoVersionsOfOneReadApartWhenTheSourceMadeThemAtDifferentTimes() {
        var gathering = gathering(1000);
        hour(gathering, "a", 0, 10, RAW, 1);
        gathering
                .of("a", STAMPED.plusSeconds(60), Unit.US_GALLON, HOUR)
                .add(Series.Kind.LOCAL, MIDNIGHT + 3600, 11, RAW, 2);

        gathering.end();

        assertThat(blocks).hasSize(2);
        assertThat(rejections).isEmpty();
    }

    @Test
    void holdsABoundedNumberAndGivesTheSameEachTime() {
        var sizes = new ArrayList<List<String>>();
        for (var run = 0; run < 2; run++) {
            blocks.clear();
            var gathering = gathering(200);
            for (var hour = 0; hour < 90; hour++) {
                for (var meter = 0; meter < 7; meter++) {
                    hour(gathering, "m" + meter, hour, 1, RAW, hour * 7 + meter + 1);
                }
            }
            gathering.end();
            sizes.add(blocks.stream()
                    .map(block -> block.source() + " " + block.reads())
                    .toList());
            assertThat(blocks.stream().mapToInt(ReadBlock::reads).sum()).isEqualTo(630);
            assertThat(blocks.size()).isLessThan(60);
        }

        assertThat(sizes.get(1)).isEqualTo(sizes.get(0));
    }

    @Test
    void ofTwoBlocksWithTheSameStartTheLaterHasTheLaterLine() {
        var gathering = gathering(15);
        hour(gathering, "a", 0, 10, RAW, 1);
        hour(gathering, "a", 1, 11, RAW, 2);
        hour(gathering, "a", 2, 12, RAW, 3);
        hour(gathering, "a", 0, 20, RAW, 4);

        gathering.end();

        assertThat(rejections)
                .as("too far away to be seen together; the database settles it")
                .isEmpty();
        assertThat(interval(1).start()).isEqualTo(interval(0).start());
        assertThat(interval(1).source().firstLine()).isEqualTo(4);
    }

    @Test
    void keepsRegistersInOrderOfTimeWhateverTheirDistance() {
        var gathering = gathering(1000);
        var series = gathering.of("a", STAMPED, Unit.US_GALLON, null);
        series.add(Series.Kind.LOCAL, MIDNIGHT + 3720, 3363, RAW, 1);
        series.add(Series.Kind.LOCAL, MIDNIGHT + 60, 3330, RAW, 1);
        series.add(Series.Kind.LOCAL, MIDNIGHT + 7260, 0, MISSING, 1);
        series.add(Series.Kind.LOCAL, MIDNIGHT + 7320, 3362, RAW, 1);
        gathering.lineEnds(4);

        gathering.end();

        var registers = (RegisterBlock) blocks.getFirst();
        assertThat(registers.billionths()).containsExactly(3330L, 3363L);
        assertThat(registers.at()).startsWith(Instant.parse("2026-10-01T04:01:00Z"));
        assertThat(((RegisterBlock) blocks.get(1)).billionths()).containsExactly(3362L);
    }
}
