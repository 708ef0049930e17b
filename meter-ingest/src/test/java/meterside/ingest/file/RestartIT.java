package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

    @TempDir
    Path folder;

    @Test
    void aFileThatAStopHasLeftInTheMiddleIsReadAgain() throws IOException, SQLException {
        var database = Backing.database();
        Running.clearTopic();
        var bytes = "MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10\n"
                .getBytes(StandardCharsets.US_ASCII);
        String sha256;
        try (var first = Running.here(database, folder)) {
            sha256 =
                    first.push("cmep", "left.cmep", bytes).json().path("sha256").asString();
            first.awaitFinal(sha256);
        }
        // as it was before the stop: bytes in the spool, the row in the middle
        var archived = folder.resolve("archive/cmep/2026-10/" + sha256.substring(0, 16) + "-left.cmep");
        Files.move(archived, folder.resolve("archive/.spool/" + sha256 + ".drop"));
        Files.write(folder.resolve("archive/.spool/123.part"), bytes);
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update source_file set state = 'publishing', blocks = null");
        }

        try (var second = Running.here(database, folder)) {
            var report = second.awaitFinal(sha256);

            assertThat(report.path("state").asString()).isEqualTo("stored");
            assertThat(report.path("reads").path("rejected").asInt()).isEqualTo(1);
            assertThat(archived).exists();
            assertThat(folder.resolve("archive/.spool")).isEmptyDirectory();
        }
    }
}
