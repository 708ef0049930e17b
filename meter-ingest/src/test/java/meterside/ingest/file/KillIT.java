package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process killed as the system would, ten times in the middle of a load: the end is that of a load that nobody
 * disturbed, and every change was announced.
 */
class KillIT {

    private static final int KILLS = 10;
    private static final int MOST_FILES = 16;

    /** Four months of a dozen meters a file. */
    private static final Load LOAD = new Load(12, 125, MOST_FILES);

    @TempDir
    Path folder;

    @Test
    void tenKillsLeaveWhatAnUndisturbedLoadLeaves() throws IOException, SQLException {
        var disturbed = Backing.database();
        Running.clearTopic();
        var told = Told.fromNow();
        var files = killed(disturbed, Files.createDirectories(folder.resolve("b")));

        var undisturbed = Backing.database();
        Running.clearTopic();
        try (var ingest = Running.apart(undisturbed, Files.createDirectories(folder.resolve("a")))) {
            ingest.loadRegistry(LOAD.registry());
            for (var i = 0; i < files; i++) {
                ingest.awaitFinal(push(ingest, i));
            }
            Left.awaitQuiet(undisturbed);
        }

        Left.assertSame(undisturbed, disturbed);
        assertThat(Left.one(disturbed, "select count(*) from interval_read"))
                .isEqualTo(Integer.toString(files * LOAD.reads()));
        assertThat(Left.one(disturbed, "select count(*) from interval_read_revision"))
                .isEqualTo(Integer.toString((files - 1) * LOAD.corrected()));
        assertThat(told.unannounced(disturbed)).isEmpty();
    }

    /** Loads files and kills in the middle of each, until ten kills fell there. {@return how many files it took} */
    private int killed(Backing.Database database, Path place) throws SQLException {
        var ingest = Running.apart(database, place);
        try {
            ingest.loadRegistry(LOAD.registry());
            var kills = 0;
            for (var i = 0; i < MOST_FILES; i++) {
                var sha256 = push(ingest, i);
                awaitTwentieth(database, i);
                ingest.close();
                var stored = stored(database, i);
                kills += stored * 20 >= LOAD.blocks() && stored * 20 <= LOAD.blocks() * 19 ? 1 : 0;
                ingest = Running.apart(database, place);
                ingest.awaitFinal(sha256);
                if (kills == KILLS) {
                    Left.awaitQuiet(database);
                    while (Left.one(
                                    database,
                                    "select exists (select from ingest_offset where stored_next > announced_next)")
                            .equals("t")) {
                        Running.pause(); // what is stored last is announced after
                    }
                    return i + 1;
                }
            }
            throw new AssertionError("only %d of %d kills fell in the middle".formatted(kills, MOST_FILES));
        } finally {
            ingest.close();
        }
    }

    private static String push(Running ingest, int file) {
        return ingest.push("cmep", "f" + file, LOAD.text(file))
                .json()
                .path("sha256")
                .asString();
    }

    private static void awaitTwentieth(Backing.Database database, int file) throws SQLException {
        var patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (stored(database, file) * 20 < LOAD.blocks()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("nothing was stored");
            }
            Running.pause(5); // and leaves the processors to those who store
        }
    }

    private static int stored(Backing.Database database, int file) throws SQLException {
        return Integer.parseInt(Left.one(
                database,
                "select count(*) from read_block b join source_file f on b.id >> 24 = f.id where f.name = 'f%d'"
                        .formatted(file)));
    }
}
