package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TracesTest {

    private static final Traces TRACES = Traces.ofNumbers("4000056655665556", "000222222227");

    static Stream<Arguments> writings() {
        return Stream.of(
                        "4000056655665556",
                        "4000 0566 5566 5556",
                        "4000-0566-5566-5556",
                        "4000.0566.5566.5556",
                        "000222222227",
                        "0002 2222 2227",
                        "34303030303536363535363635353536") // as hex
                .flatMap(number -> Stream.of(
                                StandardCharsets.UTF_8,
                                StandardCharsets.ISO_8859_1,
                                StandardCharsets.UTF_16LE,
                                StandardCharsets.UTF_16BE)
                        .filter(charset -> !number.startsWith("34") || charset == StandardCharsets.UTF_8)
                        .map(charset -> Arguments.of(number, charset)));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void findsANumberHoweverItIsWritten(String number, Charset charset) {
        var bytes = ("before \"" + number + "\" after").getBytes(charset);

        assertThat(TRACES.in(bytes, "here")).isNotEmpty().allMatch(found -> found.startsWith("here: "));
    }

    @Test
    void findsNothingInOtherNumbers() {
        var bytes = "4000056655665557 4000056655 000222222272".getBytes(StandardCharsets.UTF_8);

        assertThat(TRACES.in(bytes, "here")).isEmpty();
    }

    @Test
    void findsWhatLiesAcrossTwoBlocks(@TempDir Path folder) throws IOException {
        var file = folder.resolve("long");
        for (var before = (1 << 20) - 20; before <= 1 << 20; before++) {
            Files.writeString(file, "x".repeat(before) + "4000056655665556");

            assertThat(TRACES.in(file)).as("after %d bytes", before).hasSize(1);
        }
    }
}
