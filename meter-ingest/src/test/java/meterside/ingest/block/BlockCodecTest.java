package meterside.ingest.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadBlock.Source;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

class BlockCodecTest {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void whatIsWrittenIsReadBackWhateverItIs() {
        for (var i = 0; i < 20_000; i++) {
            var block = anyBlock();

            assertThat(BlockCodec.decode(BlockCodec.encode(block)))
                    .as("seed %d", seed)
                    .isEqualTo(block);
        }
    }

    @Test
    void damagedBytesAreRefusedOrAreAnotherBlockButNeverAnythingElse() {
        for (var i = 0; i < 200_000; i++) {
            var bytes = damaged(BlockCodec.encode(anyBlock()));
            try {
                BlockCodec.decode(bytes);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> BlockCodec.decode(new byte[0])).hasMessageContaining("too soon");
        assertThatThrownBy(() -> BlockCodec.decode(new byte[] {2, 'I'})).hasMessageContaining("version 2");
        assertThatThrownBy(() -> BlockCodec.decode(new byte[] {1, 'X'})).hasMessageContaining("kind 88");
        var tooLong = Arrays.copyOf(BlockCodec.encode(anyBlock()), 5_000);
        assertThatThrownBy(() -> BlockCodec.decode(tooLong)).hasMessageContaining("after the end");
    }

    @Test
    void refusesToSendTextThatNoDatabaseHolds() {
        var source = new Source("cmep", "a\0b", 1, 1, 1, 1, Instant.EPOCH, null);
        var block = new RegisterBlock(
                source, Unit.THERM, List.of(Instant.EPOCH), List.of(1L), List.of(ReadingQuality.RAW), List.of());

        assertThatThrownBy(() -> BlockCodec.encode(block)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDayOfHourlyReadsTakesAboutAHundredBytes() {
        var values = new ArrayList<Long>();
        for (var i = 0; i < 24; i++) {
            values.add((random.nextInt(1, 600)) * 100_000_000L);
        }
        var source = new Source(
                "cmep", "B72842123:W:GALREG", 17, 4711, 90_210, 90_210, Instant.parse("2026-10-20T05:00:00Z"), "R0*24");
        var block = new IntervalBlock(
                source,
                Instant.parse("2026-10-19T04:00:00Z"),
                ReadLength.parse("PT1H"),
                Unit.US_GALLON,
                values,
                Collections.nCopies(24, ReadingQuality.RAW),
                List.of());

        assertThat(BlockCodec.encode(block)).hasSizeLessThan(120); // two bytes a read at most, and its head
    }

    private byte[] damaged(byte[] bytes) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                yield bytes;
            }
            case 2 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> {
                var noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                if (noise.length > 1) {
                    noise[0] = 1;
                    noise[1] = (byte) (random.nextBoolean() ? 'I' : 'R');
                }
                yield noise;
            }
        };
    }

    private ReadBlock anyBlock() {
        var count = random.nextInt(10) == 0 ? random.nextInt(1, 501) : random.nextInt(1, 30);
        var firstLine = random.nextInt(1, 1_000_000);
        var source = new Source(
                "feed" + random.nextInt(3),
                "ключ:" + random.nextInt(),
                random.nextLong(1L << 39),
                random.nextInt(1, 1 << 24),
                firstLine,
                firstLine + random.nextInt(1_000),
                anyInstant(),
                random.nextBoolean() ? "R0*20 E*4" : null);
        var unit = Unit.values()[random.nextInt(Unit.values().length)];
        var qualities = new ArrayList<ReadingQuality>();
        var lines = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            qualities.add(ReadingQuality.values()[random.nextInt(8) == 0 ? random.nextInt(7) : 1]);
            lines.add(firstLine + (random.nextInt(8) == 0 ? random.nextInt(1_000) : i));
        }
        if (random.nextBoolean()) {
            lines.clear();
        }
        return random.nextBoolean()
                ? intervals(count, source, unit, qualities, lines)
                : registers(count, source, unit, qualities, lines);
    }

    private IntervalBlock intervals(
            int count, Source source, Unit unit, List<ReadingQuality> qualities, List<Integer> lines) {
        var values = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            values.add(random.nextInt(6) == 0 ? null : anyValue());
        }
        var length = ReadLength.parse(List.of("PT15M", "PT30M", "PT1H", "P1D").get(random.nextInt(4)));
        return new IntervalBlock(source, anyInstant(), length, unit, values, qualities, lines);
    }

    private RegisterBlock registers(
            int count, Source source, Unit unit, List<ReadingQuality> qualities, List<Integer> lines) {
        var values = new ArrayList<Long>();
        var at = new ArrayList<Instant>();
        for (var i = 0; i < count; i++) {
            values.add(anyValue());
            at.add(anyInstant());
        }
        return new RegisterBlock(source, unit, at, values, qualities, lines);
    }

    private long anyValue() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> 0;
            case 2 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> random.nextInt(-1_000, 100_000) * 10_000_000L;
        };
    }

    private Instant anyInstant() {
        return Instant.ofEpochSecond(
                random.nextLong(-2_000_000_000L, 4_000_000_000L),
                random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }
}
