package meterside.rule;

import static meterside.metering.ReadingQuality.ESTIMATED;
import static meterside.metering.ReadingQuality.RAW;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import meterside.metering.ChannelId;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DayHistoryTest {

    private static final long BILLION = 1_000_000_000L;
    private static final DailyThreshold OVER_100 =
            new DailyThreshold(100 * BILLION, Unit.US_GALLON, List.of(Unit.US_GALLON), false);

    private final List<ReadVersion> versions = new ArrayList<>();

    @Test
    void theFirstArrivalAfterWhichTheSumIsBeyondDecides() {
        version(0, 60, RAW, 10, null);
        version(1, 40, RAW, 11, null);
        version(2, 1, RAW, 12, null);
        version(3, 500, RAW, 13, null);

        var passing = passing();

        assertThat(passing.at()).isEqualTo(at(12));
        assertThat(passing.billionths()).isEqualTo(BigInteger.valueOf(101 * BILLION));
        assertThat(passing.reads()).hasSize(3);
        assertThat(passing.coveredSeconds()).isEqualTo(3 * 3600);
    }

    @Test
    void aPartThatIsBeyondForNoInstantTellsNothing() {
        version(0, 60, RAW, 10, null);
        version(1, 90, RAW, 11, 12L);
        version(1, 30, RAW, 12, null);
        var tooHighButCorrectedInTheSameInstant = new DayHistory(0, versions);

        assertThat(tooHighButCorrectedInTheSameInstant.passing(OVER_100, arrival -> arrival.isAfter(at(11))))
                .isEmpty();
        assertThat(passing().at()).isEqualTo(at(11));
    }

    @Test
    void aCorrectionDownAndThenUpTellsWhenItWentUp() {
        version(0, 90, RAW, 10, 11L);
        version(0, 50, RAW, 11, 13L);
        version(1, 30, RAW, 12, null);
        version(0, 80, RAW, 13, null);

        var passing = passing();

        assertThat(passing.at()).isEqualTo(at(13));
        assertThat(passing.billionths()).isEqualTo(BigInteger.valueOf(110 * BILLION));
        assertThat(passing.reads()).extracting(ReadVersion::billionths).containsExactly(30 * BILLION, 80 * BILLION);
    }

    @Test
    void aVersionThatCameTooLateToBeCurrentNeverCounts() {
        version(0, 60, RAW, 10, null);
        version(0, 900, RAW, 12, 12L);

        assertThat(new DayHistory(0, versions).passing(OVER_100, arrival -> true))
                .isEmpty();
    }

    @Test
    void anEstimateThatMeasurementConfirmsCountsFromThenOn() {
        version(0, 60, ESTIMATED, 10, 12L);
        version(1, 50, RAW, 11, null);
        version(0, 60, RAW, 12, null);

        assertThat(passing().at()).isEqualTo(at(12));
        assertThat(passing().quality()).isEqualTo(RAW);
    }

    @Test
    void correctionsTurnADayThatHadPassedAndTurnItAgain() {
        version(0, 60, RAW, 10, null);
        version(1, 50, RAW, 11, 13L);
        version(2, 5, RAW, 12, null);
        version(1, 35, RAW, 13, 14L); // 100 are not beyond
        version(1, 34, RAW, 14, 15L);
        version(1, 70, RAW, 15, 16L);
        version(1, 20, RAW, 16, null);
        var history = new DayHistory(0, versions);

        assertThat(history.turns(OVER_100, passing().at(), true))
                .containsExactly(
                        new Turn(at(13), false, BigInteger.valueOf(100 * BILLION)),
                        new Turn(at(15), true, BigInteger.valueOf(135 * BILLION)),
                        new Turn(at(16), false, BigInteger.valueOf(85 * BILLION)));
        assertThat(history.turns(OVER_100, at(15), true))
                .containsExactly(new Turn(at(16), false, BigInteger.valueOf(85 * BILLION)));
        assertThat(history.turns(OVER_100, at(16), false)).isEmpty();
    }

    /** What was decided while a part of it was not yet to be seen is mended by the next look. */
    @Test
    void aDayThatWasNeverSoTurnsAtTheInstantItWasDecidedAt() {
        version(0, 60, RAW, 10, null);
        version(1, 30, RAW, 11, null);

        assertThat(new DayHistory(0, versions).turns(OVER_100, at(11), true))
                .containsExactly(new Turn(at(11), false, BigInteger.valueOf(90 * BILLION)));
    }

    @Test
    void inWhateverOrderTheReadsCameItTellsOnceWithTheLast() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (var round = 0; round < 100; round++) {
            var values = new ArrayList<>(List.of(40L, 30L, 20L, 10L, 1L));
            Collections.shuffle(values, new Random(seed + round));
            versions.clear();
            for (var i = 0; i < values.size(); i++) {
                version(i, values.get(i), RAW, 10 + i, null);
            }

            assertThat(passing().at()).isEqualTo(at(14));
        }
    }

    private Passing passing() {
        return new DayHistory(0, versions).passing(OVER_100, arrival -> true).orElseThrow();
    }

    private void version(int hour, long units, ReadingQuality quality, long arrived, @Nullable Long revised) {
        versions.add(new ReadVersion(
                new ChannelId(1),
                Instant.parse("2026-03-08T05:00:00Z").plusSeconds(3600L * hour),
                3600,
                units * BILLION,
                Unit.US_GALLON,
                quality,
                arrived,
                at(arrived),
                revised == null ? null : at(revised)));
    }

    private static Instant at(long hour) {
        return Instant.parse("2026-03-08T05:00:00Z").plusSeconds(3600 * hour);
    }
}
