package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyMetersTest {

    @TempDir
    Path folder;

    /** Two days around the autumn change have 100 and 96 quarter hours. */
    @Test
    void countsAndAddsUpWhatItWrites() throws IOException {
        var many = new ManyMeters(3, LocalDate.of(2026, 11, 1), 2);
        var file = folder.resolve("many.cmep");

        many.writeFile(file);

        var reads = 0;
        var sum = BigDecimal.ZERO;
        for (var line : Files.readAllLines(file)) {
            var fields = line.split(",", -1);
            for (var i = 16; i < fields.length; i += 3) {
                sum = sum.add(new BigDecimal(fields[i]));
                reads++;
            }
        }
        assertThat(reads).isEqualTo(3 * 196);
        assertThat(many.reads()).isEqualTo(reads);
        assertThat(new BigDecimal(many.billionths(), 9)).isEqualByComparingTo(sum);
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        new ManyMeters(2, LocalDate.of(2026, 6, 1), 1).writeFile(folder.resolve("once"));
        new ManyMeters(2, LocalDate.of(2026, 6, 1), 1).writeFile(folder.resolve("again"));

        assertThat(folder.resolve("again")).hasSameBinaryContentAs(folder.resolve("once"));
    }

    @Test
    void registersEveryMeterOnce() throws IOException {
        new ManyMeters(2, LocalDate.of(2026, 6, 1), 1).writeRegistry(folder);

        assertThat(folder.resolve("feed_keys.csv")).content().isEqualTo("""
                        feed,key,usage_point,quantity,flow,kind,from,to
                        cmep,E0000000:E:KWH,P0000000,energy,delivered,delta,2026-06-01T00:00-04:00,
                        cmep,E0000001:E:KWH,P0000001,energy,delivered,delta,2026-06-01T00:00-04:00,
                        """);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("service_agreements.csv"));
    }
}
