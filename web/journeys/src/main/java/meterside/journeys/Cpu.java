package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much processor time processes have used, in milliseconds, from Linux's {@code /proc}; 0 where there is none. */
final class Cpu {

    /** A tick is a hundredth of a second on every Linux that matters. */
    private static final long MILLIS_A_TICK = 10;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    private Cpu() {}

    /** {@return of one process alone} */
    static long of(long pid) {
        var fields = stat(Path.of("/proc", Long.toString(pid), "stat"));
        return ticks(fields, USER) + ticks(fields, SYSTEM);
    }

    /**
     * {@return of a process, its children that run, and those that have ended: a PostgreSQL server and its sessions} A child
     * that ends while we look could be in neither sum, and then all is looked at once more.
     */
    static long ofFamily(long pid) {
        while (true) {
            var ended = ofEndedChildren(pid);
            var sum = of(pid) + ended + ofRunningChildren(pid);
            if (ofEndedChildren(pid) == ended) {
                return sum;
            }
        }
    }

    private static long ofRunningChildren(long pid) {
        var sum = 0L;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var fields = stat(process.resolve("stat"));
                if (fields.length > PARENT && fields[PARENT].equals(Long.toString(pid))) {
                    sum += ticks(fields, USER) + ticks(fields, SYSTEM);
                }
            }
        } catch (IOException noProc) {
            return 0;
        }
        return sum;
    }

    /** {@return of a process's children that have ended, and theirs: the commands that a bench has run} */
    static long ofEndedChildren(long pid) {
        var fields = stat(Path.of("/proc", Long.toString(pid), "stat"));
        return ticks(fields, USER_OF_ENDED_CHILDREN) + ticks(fields, SYSTEM_OF_ENDED_CHILDREN);
    }

    private static long ticks(String[] fields, int index) {
        return fields.length > index ? Long.parseLong(fields[index]) * MILLIS_A_TICK : 0;
    }

    /** The fields from the third on: the second is the program's name in brackets, with blanks if it likes. */
    private static String[] stat(Path file) {
        try {
            var text = Files.readString(file);
            return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        } catch (NoSuchFileException ended) {
            return new String[0];
        } catch (IOException unreadable) {
            if (unreadable.getMessage() != null && unreadable.getMessage().contains("No such process")) {
                return new String[0];
            }
            throw new UncheckedIOException(unreadable);
        }
    }
}
