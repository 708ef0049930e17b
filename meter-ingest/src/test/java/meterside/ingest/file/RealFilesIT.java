package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Files that real systems wrote, from their bytes to the rows they leave, by the process as it runs. They may not be
 * copied into the repository, so they lie beside it. What is expected was worked out by awk and by hand; see also
 * {@code RealFilesTest}, which has the commands.
 */
class RealFilesIT {

    private static final String SINCE = "2010-01-01T00:00-05:00";

    /** BW23020 hangs in its place from 05:30 UTC of the day on; E36525F12SD has no key yet. */
    private static final Map<String, String> REGISTRY = Map.of(
            "usage_points.csv", """
                    number,commodity,zone,class,size_band,station,address
                    W1,water,America/New_York,,,,
                    W2,water,America/New_York,,,,
                    W3,water,America/New_York,,,,
                    W4,water,America/New_York,,,,
                    E5,electricity,America/New_York,,,,
                    B1,water,America/New_York,,,,
                    """,
            "meters.csv", """
                    maker,serial,dials,register_unit,register_step,flow_limit
                    Sensus,B72842123,,,,
                    Sensus,B72842062,,,,
                    Sensus,B72842130,,,,
                    Sensus,BW23020,,,,
                    Sensus,E36525F12SD,,,,
                    Badger,130615549,,,,
                    """,
            "meter_installations.csv", """
                    maker,serial,usage_point,from,to,multiplier,start_register,end_register
                    Sensus,B72842123,W1,SINCE,,1,,
                    Sensus,B72842062,W2,SINCE,,1,,
                    Sensus,B72842130,W3,SINCE,,1,,
                    Sensus,BW23020,W4,2011-09-20T01:30-04:00,,1,,
                    Sensus,E36525F12SD,E5,SINCE,,1,,
                    Badger,130615549,B1,SINCE,,1,,
                    """.replace("SINCE", SINCE),
            "channels.csv", """
                    usage_point,quantity,flow,kind,unit,length,from,to
                    W1,volume,delivered,register,gal,irregular,SINCE,
                    W2,volume,delivered,register,gal,irregular,SINCE,
                    W3,volume,delivered,register,gal,irregular,SINCE,
                    W4,volume,delivered,register,gal,irregular,SINCE,
                    E5,energy,total,register,kWh,irregular,SINCE,
                    B1,volume,delivered,delta,gal,PT1H,SINCE,
                    B1,volume,delivered,register,ft3,irregular,SINCE,
                    """.replace("SINCE", SINCE),
            "feed_keys.csv", """
                    feed,key,usage_point,quantity,flow,kind,from,to
                    cmep,B72842123:W:GALREG,W1,volume,delivered,register,SINCE,
                    cmep,B72842062:W:GALREG,W2,volume,delivered,register,SINCE,
                    cmep,B72842130:W:GALREG,W3,volume,delivered,register,SINCE,
                    cmep,BW23020:W:GALREG,W4,volume,delivered,register,SINCE,
                    beacon,130615549:flow,B1,volume,delivered,delta,SINCE,
                    beacon,130615549:read,B1,volume,delivered,register,SINCE,
                    """.replace("SINCE", SINCE));

    private static final String FIFTH_KEY =
            "cmep,E36525F12SD:E:SKWHREG,E5,energy,total,register,%s,\n".formatted(SINCE);

    @TempDir
    static Path folder;

    static Backing.Database database;
    static Running ingest;

    @BeforeAll
    static void start() {
        Running.clearTopic();
        database = Backing.database();
        ingest = Running.here(database, folder);
        ingest.loadRegistry(REGISTRY);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static JsonNode taken(String feed, String name) throws IOException {
        var file = Backing.root().resolve("../shared/data").resolve(name).normalize();
        if (!Files.exists(file)) {
            System.out.println("The whole way of " + name + " was not run: the file is not beside this checkout.");
        }
        assumeTrue(Files.exists(file), () -> "not run: there is no " + file);
        var pushed = ingest.push(feed, file.getFileName().toString(), Files.readAllBytes(file));
        return ingest.awaitFinal(pushed.json().path("sha256").asString());
    }

    /**
     * Five lines of 25 register reads. BW23020's of 00:01 to 05:01 (544 five times, 540) came before its meter did, the
     * fifth line's key is unknown at first. Sums over all reads of a line: 910,244; 83,969; 362,083; 13,972; 17,785.
     * Nothing is added to use: a register is no interval.
     */
    @Test
    void takesASensusHeadEndsRegisters() throws IOException, SQLException {
        var report = taken("cmep", "cmep/cmep.dat");

        assertThat(report.path("outcome").asString()).isEqualTo("taken");
        assertThat(report.path("sha256").asString()).startsWith("8ba59ec0284972b3");
        assertThat(report.path("records").asInt()).isEqualTo(5);
        assertThat(counts(report)).isEqualTo("94 accepted, 0 corrected, 0 unchanged, 31 rejected");
        assertThat(refusals(report)).containsExactly("4 outside-installation", "5 unknown-key");
        assertThat(report.path("first").asString()).isEqualTo("2011-09-20T00:01:00Z");
        assertThat(report.path("last").asString()).isEqualTo("2011-09-21T00:02:00Z");
        assertThat(report.path("sums")).isEmpty();
        assertThat(registers())
                .containsExactly(
                        "W1 25 910244 gal 2011-09-20T00:02 36318 2011-09-21T00:02 36512",
                        "W2 25 83969 gal 2011-09-20T00:01 3330 2011-09-21T00:01 3381",
                        "W3 25 362083 gal 2011-09-20T00:01 14455 2011-09-21T00:01 14525",
                        "W4 19 10712 gal 2011-09-20T06:01 550 2011-09-21T00:01 573");
        assertThat(
                        rows(
                                "select at at time zone 'utc' || ' ' || trim_scale(billionths / 1e9) || ' ' || r.quality"
                                        + " from register_read r join channel c on c.id = r.channel join usage_point p on p.id = c.usage_point"
                                        + " where p.number = 'W2' and at between '2011-09-20T13:00Z' and '2011-09-20T15:00Z' order by at"))
                .as("a register that steps back is kept as it was read, raw")
                .containsExactly("2011-09-20 13:00:00 3363 14", "2011-09-20 14:01:00 3362 14");

        ingest.loadRegistry(withFifthKey());
        var after = report;
        for (var patience = 600;
                patience > 0 && !after.path("reads").path("rejected").asString().equals("6");
                patience--) {
            Running.pause();
            after = ingest.get("/files/" + report.path("sha256").asString()).json();
        }
        // its sums and its refusals are two looks, and the file may have been taken again between them
        after = ingest.get("/files/" + report.path("sha256").asString()).json();

        assertThat(counts(after)).isEqualTo("119 accepted, 0 corrected, 0 unchanged, 6 rejected");
        assertThat(refusals(after)).containsExactly("4 outside-installation");
        assertThat(after.path("last").asString()).isEqualTo("2011-09-21T06:00:00Z");
        assertThat(registers()).hasSize(5).contains("E5 25 17785 kWh 2011-09-20T06:00 698 2011-09-21T06:00 721");
        assertThat(rows("select count(*) from interval_read r join channel c on c.id = r.channel"
                        + " join usage_point p on p.id = c.usage_point where p.number <> 'B1'"))
                .containsExactly("0");
    }

    /**
     * Two rows stamped with the last minute of the hours from 00:00 and 01:00 in New York: 5.0 gallons each, and a register
     * of 227.6 CCF twice, which is 22,760 cubic feet. Its use is a twelfth of the day that is covered.
     */
    @Test
    void takesABeaconReportsFlowAndRegister() throws IOException, SQLException {
        var report = taken("beacon", "ami-vendor-shapes/beacon-360-report.csv");

        assertThat(report.path("outcome").asString()).isEqualTo("taken");
        assertThat(report.path("sha256").asString()).startsWith("a8ba66234c827d2d");
        assertThat(report.path("records").asInt()).isEqualTo(2);
        assertThat(counts(report)).isEqualTo("4 accepted, 0 corrected, 0 unchanged, 0 rejected");
        assertThat(refusals(report)).isEmpty();
        assertThat(report.path("first").asString()).isEqualTo("2024-08-01T04:00:00Z");
        assertThat(report.path("last").asString()).isEqualTo("2024-08-01T06:00:00Z");
        assertThat(report.path("sums").toString()).isEqualTo("{\"gal\":\"10\"}");
        assertThat(rows("select start at time zone 'utc' || ' ' || billionths || ' ' || seconds || ' ' || quality"
                        + " from interval_read where start >= '2024-01-01Z' order by start"))
                .containsExactly("2024-08-01 04:00:00 5000000000 3600 0", "2024-08-01 05:00:00 5000000000 3600 0");
        assertThat(rows("select at at time zone 'utc' || ' ' || billionths from register_read"
                        + " where at >= '2024-01-01Z' order by at"))
                .containsExactly("2024-08-01 04:59:00 22760000000000", "2024-08-01 05:59:00 22760000000000");
        for (var patience = 600;
                patience > 0 && !rows("select 1 from usage_day_due").isEmpty();
                patience--) {
            Running.pause();
        }
        assertThat(rows(
                        "select day || ' ' || billionths || ' ' || covered_seconds || ' ' || expected_seconds || ' ' || reads"
                                + " from usage_day"))
                .containsExactly("2024-08-01 10000000000 7200 86400 2");
    }

    private static Map<String, String> withFifthKey() {
        var registry = new HashMap<>(REGISTRY);
        registry.merge("feed_keys.csv", FIFTH_KEY, String::concat);
        return registry;
    }

    private static String counts(JsonNode report) {
        var reads = report.path("reads");
        return "%d accepted, %d corrected, %d unchanged, %d rejected"
                .formatted(
                        reads.path("accepted").asInt(),
                        reads.path("corrected").asInt(),
                        reads.path("unchanged").asInt(),
                        reads.path("rejected").asInt());
    }

    private static List<String> refusals(JsonNode report) {
        var refusals = new ArrayList<String>();
        report.path("rejected").forEach(one -> {
            assertThat(one.path("detail").asString()).isNotBlank();
            refusals.add(one.path("line").asInt() + " " + one.path("code").asString());
        });
        return refusals;
    }

    /** {@return per usage point of the CMEP file: how many, their sum, unit, the first and the last} */
    private static List<String> registers() throws SQLException {
        return rows("""
                select concat_ws(' ', p.number, count(*), trim_scale(sum(billionths) / 1e9), c.unit,
                    to_char(min(at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI'),
                    trim_scale((array_agg(billionths order by at))[1] / 1e9),
                    to_char(max(at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI'),
                    trim_scale((array_agg(billionths order by at desc))[1] / 1e9))
                from register_read r
                join channel c on c.id = r.channel
                join usage_point p on p.id = c.usage_point
                where p.number <> 'B1'
                group by p.number, c.unit
                order by replace(p.number, 'E', 'Z')
                """);
    }

    private static List<String> rows(String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
