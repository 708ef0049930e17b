package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A file on its whole way, by the process as it runs, and what its sender is told. */
class ReportIT {

    private static final Map<String, String> REGISTRY = Map.of(
            "usage_points.csv", """
                    number,commodity,zone,class,size_band,station,address
                    P1,electricity,America/New_York,residential,,,1 Alder Street
                    P2,water,America/New_York,residential,,,1 Alder Street
                    """,
            "meters.csv", """
                    maker,serial,dials,register_unit,register_step,flow_limit
                    Acme,E1001,6,kWh,0.01,50
                    Acme,W77,6,ft3,1,1000
                    """,
            "meter_installations.csv", """
                    maker,serial,usage_point,from,to,multiplier,start_register,end_register
                    Acme,E1001,P1,2026-01-01T00:00-05:00,,1,,
                    Acme,W77,P2,2026-01-01T00:00-05:00,,1,,
                    """,
            "channels.csv", """
                    usage_point,quantity,flow,kind,unit,length,from,to
                    P1,energy,delivered,delta,kWh,PT15M,2026-01-01T00:00-05:00,
                    P1,energy,received,delta,kWh,PT15M,2026-01-01T00:00-05:00,
                    P2,volume,delivered,delta,ft3,PT1H,2026-01-01T00:00-05:00,
                    """,
            "accounts.csv", "number,name\n1001,A. Alder\n",
            "service_agreements.csv", """
                    account,usage_point,from,to,rate,cycle
                    1001,P1,2026-01-01T00:00-05:00,,E-1,01
                    1001,P2,2026-01-01T00:00-05:00,,W-1,01
                    """);

    private static final String KEYS = """
            feed,key,usage_point,quantity,flow,kind,from,to
            cmep,E1001:E:KWH,P1,energy,delivered,delta,2026-01-01T00:00-05:00,
            cmep,W77:W:CCF,P2,volume,delivered,delta,2026-01-01T00:00-05:00,
            """;

    private static final String FIRST = """
            STATION,DATE,TMAX,TMIN,PRCP
            RIVERTON,2026-10-15,61.5,40,0.12
            RIVERTON,2026-10-16,63,,0
            RIVERTON,2026-10-17,58,44
            RIVERTON,2026-10-18,,,
            """;

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

    private static void loadRegistry(String keys) {
        var files = new HashMap<>(REGISTRY);
        files.put("feed_keys.csv", keys);
        ingest.loadRegistry(files);
    }

    private static JsonNode take(String name, byte[] bytes) {
        var answer = ingest.push("cmep", name, bytes);
        return answer.status() == 200
                ? answer.json()
                : ingest.awaitFinal(answer.json().path("sha256").asString());
    }

    /** The figures are those of CmepFormatTest's awk; the file also holds a month of HISTORY and an alarm. */
    @Test
    void aFileIsStoredReportedArchivedAndFromThenOnKnown() throws IOException {
        byte[] bytes;
        try (var fixture = ReportIT.class.getResourceAsStream("/fixtures/one-day.cmep")) {
            bytes = java.util.Objects.requireNonNull(fixture).readAllBytes();
        }
        loadRegistry(KEYS);

        var report = take("one-day.cmep", bytes);

        assertThat(report.path("outcome").asString()).isEqualTo("taken");
        assertThat(report.path("records").asInt()).isEqualTo(6);
        assertThat(counts(report)).isEqualTo("118 new, 0 corrected, 0 unchanged, 99 rejected");
        assertThat(report.path("sums").toString()).isEqualTo("{\"ft3\":\"120\",\"kWh\":\"11.745\"}");
        assertThat(report.path("first").asString()).isEqualTo("2026-10-01T04:00:00Z");
        assertThat(report.path("last").asString()).isEqualTo("2026-10-02T04:00:00Z");
        assertThat(report.path("rejected")
                        .valueStream()
                        .map(one -> one.path("line").asInt() + " "
                                + one.path("code").asString()))
                .containsExactly("2 unknown-key", "3 unknown-key", "5 purpose", "6 record-type");
        assertThat(folder.resolve("archive/cmep/2026-10")).isDirectoryContaining("glob:**-one-day.cmep");

        var again = ingest.push("cmep", "other-name.cmep", bytes);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("known");
        assertThat(counts(again.json())).isEqualTo(counts(report));

        // the key comes later: what waited is taken in, and the report says so
        loadRegistry(KEYS + "cmep,E1001:E:GKWH,P1,energy,received,delta,2026-01-01T00:00-05:00,\n");
        var patience = 600;
        while (patience-- > 0
                && !counts(ingest.get("/files/" + sha256(report)).json()).endsWith(" 3 rejected")) {
            Running.pause();
        }
        assertThat(counts(ingest.get("/files/" + sha256(report)).json()))
                .isEqualTo("214 new, 0 corrected, 0 unchanged, 3 rejected");

        // the same reads packed are other bytes, and change nothing
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        var unchanged = take("one-day.cmep.gz", packed.toByteArray());
        assertThat(counts(unchanged)).isEqualTo("0 new, 0 corrected, 214 unchanged, 3 rejected");
        assertThat(unchanged.path("sums").toString()).isEqualTo("{\"ft3\":\"120\",\"kWh\":\"18.105\"}");

        // nor do they in another order, split in two, under other names (rule IN5)
        var lines = new ArrayList<>(
                new String(bytes, StandardCharsets.US_ASCII).lines().toList());
        Collections.reverse(lines);
        var first = take("first", String.join("\n", lines.subList(0, 3)).getBytes(StandardCharsets.US_ASCII));
        var second = take("second", String.join("\n", lines.subList(3, 6)).getBytes(StandardCharsets.US_ASCII));
        assertThat(counts(first)).isEqualTo("0 new, 0 corrected, 24 unchanged, 1 rejected");
        assertThat(counts(second)).isEqualTo("0 new, 0 corrected, 190 unchanged, 2 rejected");
    }

    /** Stamped by their names: the second file was made after the first, and the third before both. */
    @Test
    void aStationsDaysAreStoredOnceAndTheNewestVersionOfADayCounts() throws SQLException {
        var first = weather("R_202610180600.csv", FIRST);
        var corrected = weather("R_202610190600.csv", """
                STATION,DATE,TMAX,TMIN,PRCP
                RIVERTON,2026-10-15,61.5,40,0.120
                RIVERTON,2026-10-16,64,39,
                RIVERTON,2026-10-18,55,41,1
                """);
        var late = weather("R_202610170600.csv", "STATION,DATE,TMAX\nRIVERTON,2026-10-15,99\n");

        assertThat(counts(first)).isEqualTo("2 new, 0 corrected, 0 unchanged, 1 rejected");
        assertThat(first.path("records").asInt()).isEqualTo(4);
        assertThat(first.path("rejected").toString()).contains("\"line\":4", "wrong-columns");
        assertThat(first.path("first").asString()).isEqualTo("2026-10-15T04:00:00Z");
        assertThat(first.path("last").asString()).isEqualTo("2026-10-17T04:00:00Z");
        assertThat(counts(corrected)).isEqualTo("1 new, 1 corrected, 1 unchanged, 0 rejected");
        assertThat(counts(late)).isEqualTo("0 new, 0 corrected, 1 unchanged, 0 rejected");
        assertThat(Left.one(database, """
                        select string_agg(concat_ws(' ', day, coalesce(mean_f::text, '-'), high_f, coalesce(low_f::text, '-'),
                                                    coalesce(rain_mm::text, '-')), ', ' order by day)
                        from weather_day where station = 'RIVERTON'
                        """))
                .isEqualTo("2026-10-15 - 61.5 40 3.048, 2026-10-16 - 64 39 -, 2026-10-18 - 55 41 25.4");
        assertThat(folder.resolve("archive/weather/2026-10")).isDirectoryContaining("glob:**R_202610180600.csv");

        // a kill before the file was called published has it read again: nothing is counted or stored twice
        Left.one(database, """
                update source_file set state = 'publishing', blocks = null where sha256 = decode('%s', 'hex') returning 1
                """.formatted(sha256(first)));
        assertThat(weather("R_202610180600.csv", FIRST)).isEqualTo(first);
    }

    private static JsonNode weather(String name, String text) {
        var answer = ingest.push("weather", name, text.getBytes(StandardCharsets.US_ASCII));
        return ingest.awaitFinal(answer.json().path("sha256").asString());
    }

    private static String sha256(JsonNode report) {
        return report.path("sha256").asString();
    }

    private static String counts(JsonNode report) {
        var reads = report.path("reads");
        return "%d new, %d corrected, %d unchanged, %d rejected"
                .formatted(
                        reads.path("accepted").asInt(),
                        reads.path("corrected").asInt(),
                        reads.path("unchanged").asInt(),
                        reads.path("rejected").asInt());
    }
}
