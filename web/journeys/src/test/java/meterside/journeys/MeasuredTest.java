package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {

    @Test
    void takesTheMiddleRun() {
        assertThat(Measured.median(List.of(9L, 1L, 5L))).isEqualTo(5);
        assertThat(Measured.median(List.of(9L, 1L, 5L, 6L))).isEqualTo(5);
        assertThat(Measured.ratio(4000, 5000)).isEqualByComparingTo("0.8");
    }

    @Test
    void writesAMissingGoalAsNull(@TempDir Path folder) throws IOException {
        var measured = new Measured(
                "ingest", new BigDecimal("0.812"), null, List.of(Map.of("arm", "copy")), Map.of("reads", 12L));

        measured.write(folder.resolve("bench/ingest.json"));

        assertThat(folder.resolve("bench/ingest.json"))
                .content()
                .contains("\"name\" : \"ingest\"", "\"ratio\" : 0.812", "\"goal\" : null", "\"arm\" : \"copy\"");
    }
}
