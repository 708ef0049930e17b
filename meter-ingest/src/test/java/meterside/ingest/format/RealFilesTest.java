package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import meterside.ingest.feed.Feeds;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

/** Conformance: files that real systems wrote. They may not be copied into the repository, so they lie beside it. */
class RealFilesTest {

    private static Taken taken(String feed, String name) throws IOException, NotThisFeed {
        var file = Path.of(System.getProperty("meterside.root", ".."), "..", "shared", "data", name)
                .normalize();
        if (!Files.exists(file)) {
            System.out.println(
                    "The conformance test over " + name + " was not run: the file is not beside this checkout.");
        }
        assumeTrue(Files.exists(file), () -> "not run: there is no " + file);
        try (var text = Files.newInputStream(file)) {
            return Taken.named(name, Feeds.builtIn().named(feed).orElseThrow(), text);
        }
    }

    /**
     * Sensus FlexNet, 2011. By hand: five lines of 25 register reads, the meter in the receiver customer field.
     * <pre>
     * awk -F, '{ s=0; for (i=17; i<=NF; i+=3) s+=$i; print $6, $11, (NF-14)/3, $15, $17, $(NF-2), $NF, s }' cmep.dat
     * B72842123 GALREG 25 201109200002 36318 201109210002 36512 910244
     * B72842062 GALREG 25 201109200001 3330 201109210001 3381 83969
     * B72842130 GALREG 25 201109200001 14455 201109210001 14525 362083
     * BW23020 GALREG 25 201109200001 544 201109210001 573 13972
     * E36525F12SD SKWHREG 25 201109200600 698 201109210600 721 17785
     * </pre>
     */
    @Test
    void readsRegistersOfASensusHeadEnd() throws IOException, NotThisFeed {
        var taken = taken("cmep", "cmep/cmep.dat");

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally).isEqualTo(new Tally(5, 5, 5));
        assertThat(taken.blocks)
                .extracting(block -> block.source().key())
                .containsExactly(
                        "B72842123:W:GALREG",
                        "B72842062:W:GALREG",
                        "B72842130:W:GALREG",
                        "BW23020:W:GALREG",
                        "E36525F12SD:E:SKWHREG");
        assertThat(taken.blocks).allSatisfy(block -> {
            assertThat(block).isInstanceOf(RegisterBlock.class);
            assertThat(block.reads()).isEqualTo(25);
            assertThat(((RegisterBlock) block).qualities()).containsOnly(ReadingQuality.RAW);
            assertThat(block.source().stampedAt()).isEqualTo(Instant.parse("2011-09-21T14:58:00Z"));
        });
        assertThat(taken.register(0).at().getFirst()).isEqualTo(Instant.parse("2011-09-20T00:02:00Z"));
        assertThat(taken.register(0).unit()).isEqualTo(Unit.US_GALLON);
        assertThat(taken.register(4).unit()).isEqualTo(Unit.KILOWATT_HOUR);
        assertThat(units(taken)).containsExactly(910_244L, 83_969L, 362_083L, 13_972L, 17_785L);
        assertThat(taken.register(1).billionths().subList(13, 15))
                .as("a register that steps back is kept as it was read")
                .containsExactly(3_363_000_000_000L, 3_362_000_000_000L);
    }

    private static java.util.List<Long> units(Taken taken) {
        return taken.blocks.stream()
                .map(block -> ((RegisterBlock) block)
                                .billionths().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                        / 1_000_000_000)
                .toList();
    }

    /** Badger BEACON. By hand: two rows, 5.0 gallons each, a register of 227.6 CCF twice. */
    @Test
    void readsFlowAndRegisterOfABeaconReport() throws IOException, NotThisFeed {
        var taken = taken("beacon", "ami-vendor-shapes/beacon-360-report.csv");

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally).isEqualTo(new Tally(2, 2, 2));
        assertThat(taken.reads())
                .containsExactly("130615549:flow 2024-08-01T04:00:00Z 5", "130615549:flow 2024-08-01T05:00:00Z 5");
        assertThat(taken.register(1).source().key()).isEqualTo("130615549:read");
        assertThat(taken.register(1).billionths()).containsExactly(22_760_000_000_000L, 22_760_000_000_000L);
        assertThat(taken.register(1).unit()).isEqualTo(Unit.CUBIC_FOOT);
    }
}
