package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CpuTest {

    @Test
    void seesThisProcessWork() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        var ourselves = ProcessHandle.current();
        var before = Cpu.of(ourselves.pid());
        var whatJavaSays = ourselves.info().totalCpuDuration().orElse(Duration.ZERO);

        var sum = 0L;
        while (ourselves
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .minus(whatJavaSays)
                        .toMillis()
                < 60) {
            sum += System.nanoTime();
        }

        assertThat(sum).isNotZero();
        var after = Cpu.of(ourselves.pid());
        assertThat(after - before).isGreaterThanOrEqualTo(40);
        assertThat(Cpu.ofFamily(ourselves.pid())).isGreaterThanOrEqualTo(after);
    }

    @Test
    void aProcessThatIsGoneUsesNothing() {
        assertThat(Cpu.of(Long.MAX_VALUE)).isZero();
    }
}
