package meterside.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the system tells a process from outside, here to die where it stands. */
public final class Signals {

    private Signals() {}

    /**
     * From now on it does nothing more, and what it asked of others goes on without it. Returns when each of its threads
     * stands: the signal stops them once the one that takes it is run, which on a busy machine is after others have gone on.
     *
     * @throws IllegalStateException when it has ended
     */
    public static void freeze(Process process) {
        send(process, "-STOP");
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> isFrozen(process));
    }

    /** Ends it without a word, and returns when it has. */
    public static void kill(Process process) {
        send(process, "-KILL");
        process.onExit().join();
    }

    private static boolean isFrozen(Process process) throws IOException {
        try (var threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (var thread : threads.toList()) {
                var stat = Files.readString(thread.resolve("stat")); // 4711 (name) T ..., and a name may hold anything
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException ended) {
            return false; // a thread that did not stand yet
        }
    }

    private static void send(Process process, String signal) {
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("it ended by itself; see target/kill.log");
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
