package meterside.ingest.command;

import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, when a person is looking. */
final class Progress {

    private static final int WIDTH = 40;
    private static final int WHOLE = 1000;

    private final int files;
    private final boolean shown;
    private final Map<Path, Integer> thousandths = new ConcurrentHashMap<>();

    Progress(int files, boolean wanted) {
        this.files = files;
        this.shown = wanted && isTerminal(System.console());
    }

    /** The JDK gives no console at all where one of the streams leads elsewhere and jline is not there. */
    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    void file(Path file, int done, int of) {
        thousandths.put(file, of <= 0 ? WHOLE : (int) ((long) done * WHOLE / of));
        if (shown) {
            draw();
        }
    }

    synchronized void clear() {
        if (shown) {
            System.err.print("\r\u001b[K");
        }
    }

    private synchronized void draw() {
        var sum = thousandths.values().stream().mapToLong(Integer::longValue).sum();
        var filled = (int) (sum * WIDTH / ((long) files * WHOLE));
        System.err.print("\r[%s%s] %d %% of %d file%s"
                .formatted(
                        "#".repeat(filled),
                        "·".repeat(WIDTH - filled),
                        sum * 100 / ((long) files * WHOLE),
                        files,
                        files == 1 ? "" : "s"));
        System.err.flush();
    }
}
