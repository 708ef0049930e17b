package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIT {

    private static final String ONE =
            "MEPMD01,20080501,HE,,U,,202610021000,M%d,OK,W,GAL,1.0,00000100,2,202610010100,R0,10,202610010200,R0,2.5\r\n";

    @TempDir
    static Path folder;

    static Backing.Database database;
    static Running ingest;

    @BeforeAll
    static void start() {
        Running.clearTopic();
        database = Backing.database();
        ingest = Running.here(database, folder);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static byte[] cmep(int meter) {
        return ONE.formatted(meter).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void publishesAFileAndSaysSo() throws SQLException {
        var answer = ingest.push("cmep", "a/b/one.txt", cmep(1));

        assertThat(answer.status()).isEqualTo(202);
        var sha256 = answer.json().path("sha256").asString();
        var json = ingest.await(sha256, "published", "stored");
        assertThat(json.path("file").asString()).isEqualTo("one.txt");
        assertThat(rows("select blocks from source_file where sha256 = decode('%s', 'hex')".formatted(sha256)))
                .isEqualTo("1");
    }

    @Test
    void refusesAFileOfAnotherFeedWholeAndTakesItUnderItsOwn() {
        var sha256 =
                ingest.push("beacon", "two.txt", cmep(2)).json().path("sha256").asString();

        var refused = ingest.awaitFinal(sha256);
        assertThat(refused.path("outcome").asString()).isEqualTo("refused");
        assertThat(refused.path("reason").asString()).contains("header").contains("Endpoint_SN");

        for (var patience = 600; patience > 0 && Files.exists(spooled(sha256)); patience--) {
            Running.pause(); // what was refused is put away after that is known, and would take the next with it
        }
        ingest.push("cmep", "two.txt", cmep(2));
        ingest.await(sha256, "published", "stored");
    }

    @Test
    void refusesATruncatedGzipBeforeAnythingOfItIsPublished() throws IOException, SQLException {
        var lines = new StringBuilder();
        for (var i = 0; i < 5000; i++) {
            lines.append(ONE.formatted(100 + i * 7919 % 5003));
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
        var cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 20);

        var sha256 = ingest.push("cmep", "cut.gz", cut).json().path("sha256").asString();

        var report = ingest.awaitFinal(sha256);
        assertThat(report.path("reason").asString()).isEqualTo("It is a gzip file that is cut off before its end.");
        assertThat(rows(
                        "select count(*) from source_file where blocks is null and state = 'refused' and sha256 = decode('%s', 'hex')"
                                .formatted(sha256)))
                .isEqualTo("1");
    }

    @Test
    void takesTheDropFolderByFeedAndGivesBackWhatItCannotTake() throws IOException, SQLException {
        var drop = folder.resolve("drop");
        Files.createDirectories(drop.resolve("cmep"));
        Files.createDirectories(drop.resolve("nobody"));
        Files.write(drop.resolve("cmep/three.txt.part"), cmep(3));
        Files.write(drop.resolve("nobody/four.txt"), cmep(4));
        Files.write(drop.resolve("cmep/empty.txt"), new byte[0]);
        Files.move(drop.resolve("cmep/three.txt.part"), drop.resolve("cmep/three.txt"));

        var patience = 600;
        while (patience-- > 0
                && !(Files.exists(drop.resolve("refused/empty.txt.reason.txt"))
                        && Files.exists(drop.resolve("refused/four.txt.reason.txt"))
                        && rows("select count(*) from source_file where name = 'three.txt' and blocks = 1")
                                .equals("1"))) {
            Running.pause();
        }
        assertThat(drop.resolve("cmep/three.txt")).doesNotExist();
        assertThat(drop.resolve("refused/four.txt.reason.txt")).content().contains("There is no feed named 'nobody'");
        assertThat(drop.resolve("refused/empty.txt")).exists();
        assertThat(drop.resolve("refused/empty.txt.reason.txt")).content().contains("It is empty");
        assertThat(rows("select count(*) from source_file where name = 'three.txt' and blocks = 1"))
                .isEqualTo("1");
    }

    @Test
    void letsNobodyInWithoutTheTokenButTellsItsHealth() {
        var address = "http://127.0.0.1:" + ingest.port();

        assertThat(ingest.send(HttpRequest.newBuilder(URI.create(address + "/files/" + "0".repeat(64))))
                        .status())
                .isEqualTo(401);
        var ready = HttpRequest.newBuilder(URI.create(address + "/health/ready"));
        var health = ingest.send(ready);
        for (var patience = 600; patience > 0 && health.status() != 200; patience--) {
            Running.pause(); // a busy machine may be late with an answer
            health = ingest.send(ready);
        }
        assertThat(health.json().path("parts").path("database").asString()).isEqualTo("up");
        assertThat(health.json().path("parts").path("kafka").asString()).isEqualTo("up");
        assertThat(ingest.get("/files/" + "0".repeat(64)).status()).isEqualTo(404);
    }

    private static Path spooled(String sha256) {
        return folder.resolve("archive/.spool/" + sha256 + ".push");
    }

    private static String rows(String sql) throws SQLException {
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? found.getString(1) : "none";
        }
    }
}
