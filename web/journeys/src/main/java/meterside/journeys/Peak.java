package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most memory that a command we run had at once, in kilobytes: Linux keeps that mark for each process, as long as it lives.
 * So it is looked at again and again; what a process takes in its last milliseconds may be missed.
 */
final class Peak implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(20);

    private final AtomicLong kilobytes = new AtomicLong();
    private final Thread watch;

    /** @param words by which the process is known: a part of its command */
    Peak(String words) {
        watch = Thread.ofVirtual().start(() -> watch(words));
    }

    /** {@return what was seen so far; 0 where there is no such process or no {@code /proc}} */
    long kilobytes() {
        return kilobytes.get();
    }

    private void watch(String words) {
        try {
            var pid = 0L;
            while (true) {
                pid = pid == 0 ? find(words) : pid;
                if (pid != 0) {
                    kilobytes.accumulateAndGet(mark(pid), Math::max);
                }
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long find(String words) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(words))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(0);
    }

    private static long mark(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
