package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    /** As a database's session, which ends with the command that used it, at the very moment at which we look. */
    @Test
    void aChildThatEndsWhileWeLookIsNotForgotten() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        for (var i = 0; i < 5; i++) {
            var server = new ProcessBuilder(
                            "bash",
                            "-c",
                            "read; (for ((n = 0; n < 60000; n++)); do :; done; echo) & wait; while :; do sleep 0.05 & wait; done")
                    .start();
            try {
                var before = Cpu.ofFamily(server.pid());
                server.getOutputStream().write('\n');
                server.getOutputStream().flush();
                server.getInputStream().read(); // the child has done its work, and ends

                assertThat(Cpu.ofFamily(server.pid()) - before).isGreaterThanOrEqualTo(30);
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aProcessThatIsGoneUsesNothing() {
        assertThat(Cpu.of(Long.MAX_VALUE)).isZero();
    }
}
