package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import meterside.metering.Topics;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process killed as the system would when reads are committed and nobody was told yet. So that the kill falls just
 * there, the broker is made to take no announcement: it refuses every message of more than a byte.
 */
class OwedIT {

    private static final Load LOAD = new Load(2, 12, 2);
    private static final String OWED = "select exists (select from ingest_offset where stored_next > announced_next)";
    private static final ConfigResource ANNOUNCEMENTS =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.USAGE_CHANGED);

    @TempDir
    Path folder;

    @AfterEach
    void letAnnouncementsPass() {
        alter(new ConfigEntry("max.message.bytes", ""), AlterConfigOp.OpType.DELETE);
    }

    @Test
    void whatACommitOwesIsAnnouncedAfterAKill() throws IOException, SQLException {
        var killed = Backing.database();
        Running.clearTopic();
        var place = Files.createDirectories(folder.resolve("killed"));
        String sha256;
        Told told;
        try (var ingest = Running.apart(killed, place)) {
            ingest.loadRegistry(LOAD.registry());
            told = Told.fromNow();
            ingest.awaitFinal(push(ingest, 0));
            await(killed, OWED, "f"); // stored is before announced
            assertThat(told.announced()).as("the first file").isNotEmpty();

            var toldBefore = told.announced();
            alter(new ConfigEntry("max.message.bytes", "1"), AlterConfigOp.OpType.SET);
            sha256 = push(ingest, 1);
            await(killed, OWED, "t");

            ingest.close(); // SIGKILL
            assertThat(told.announced()).as("nothing of the second file").isEqualTo(toldBefore);
        }
        assertThat(Left.one(killed, OWED)).isEqualTo("t");
        assertThat(told.unannounced(killed)).as("stored, and owed").isNotEmpty();

        letAnnouncementsPass();
        try (var ingest = Running.apart(killed, place)) {
            ingest.awaitFinal(sha256);
            await(killed, OWED, "f");
            Left.awaitQuiet(killed);
        }

        assertThat(told.unannounced(killed)).isEmpty();
        Left.assertSame(undisturbed(), killed);
        assertThat(Left.one(killed, "select count(*) from interval_read"))
                .isEqualTo(Integer.toString(2 * LOAD.reads()));
    }

    private Backing.Database undisturbed() throws IOException, SQLException {
        var database = Backing.database();
        Running.clearTopic();
        try (var ingest = Running.here(database, Files.createDirectories(folder.resolve("undisturbed")))) {
            ingest.loadRegistry(LOAD.registry());
            ingest.awaitFinal(push(ingest, 0));
            ingest.awaitFinal(push(ingest, 1));
            Left.awaitQuiet(database);
        }
        return database;
    }

    private static String push(Running ingest, int file) {
        return ingest.push("cmep", "f" + file, LOAD.text(file))
                .json()
                .path("sha256")
                .asString();
    }

    private static void await(Backing.Database database, String query, String value) throws SQLException {
        var patience = 12000;
        while (!Left.one(database, query).equals(value)) {
            assertThat(patience--).as(query).isPositive();
            Running.pause(10);
        }
    }

    private static void alter(ConfigEntry entry, AlterConfigOp.OpType how) {
        try (var kafka = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Backing.kafka()))) {
            kafka.incrementalAlterConfigs(Map.of(ANNOUNCEMENTS, List.of(new AlterConfigOp(entry, how))))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
