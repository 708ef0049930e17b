package meterside.journeys;

import java.io.IOException;
import java.nio.file.Path;

/** What another JVM of ours holds in its heap, by the JDK's own {@code jcmd}. */
record Heap(long pid) {

    /** {@return the bytes of all objects that are still in use} All others are collected first. */
    long live() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            var total = out.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd cannot look into " + pid));
            return Long.parseLong(total.strip().split("\\s+", -1)[2]);
        }
    }
}
