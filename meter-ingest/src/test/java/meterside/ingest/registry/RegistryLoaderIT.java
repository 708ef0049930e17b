package meterside.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import meterside.ingest.Works;
import meterside.ingest.registry.RegistryReport.Counts;
import meterside.ingest.registry.RegistryReport.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryLoaderIT {

    private final Works works = new Works();
    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void aSmallTown() {
        files.put("usage_points.csv", """
                number,commodity,zone,class,size_band,station,address
                P1,water,America/New_York,residential,5/8,KJFK,14 Alder Street
                P2,electricity,America/New_York,residential,,,"Flat 2, 14 Alder Street"
                """);
        files.put("meters.csv", """
                maker,serial,dials,register_unit,register_step,flow_limit
                acme,1,6,gal,1,1200
                acme,2,5,kWh,1,
                acme,3,,,,
                """);
        files.put("meter_installations.csv", """
                maker,serial,usage_point,from,to,multiplier,start_register,end_register
                acme,1,P1,2024-01-01T00:00:00-05:00,,1,0,
                acme,2,P2,2024-01-01T00:00:00-05:00,2025-06-01T10:37:00-04:00,40,0,99100
                acme,3,P2,2025-06-01T10:37:00-04:00,,40,0,
                """);
        files.put("channels.csv", """
                usage_point,quantity,flow,kind,unit,length,from,to
                P1,volume,delivered,delta,gal,PT1H,2024-01-01T00:00:00-05:00,
                P2,energy,delivered,delta,kWh,PT15M,2024-01-01T00:00:00-05:00,
                P2,energy,delivered,register,kWh,irregular,2024-01-01T00:00:00-05:00,
                """);
        files.put("feed_keys.csv", """
                feed,key,usage_point,quantity,flow,kind,from,to
                cmep,1:W:GAL,P1,volume,delivered,delta,2024-01-01T00:00:00-05:00,
                cmep,2:E:KWH,P2,energy,delivered,delta,2024-01-01T00:00:00-05:00,2025-06-01T10:37:00-04:00
                cmep,3:E:KWH,P2,energy,delivered,delta,2025-06-01T10:37:00-04:00,
                """);
        files.put("accounts.csv", """
                number,name
                A1,Ada Alder
                A2,Ben Birch
                A3,Nobody Anywhere
                """);
        files.put("service_agreements.csv", """
                account,usage_point,from,to,rate,cycle
                A1,P1,2024-01-01T00:00:00-05:00,,R1,07
                A2,P2,2024-01-01T00:00:00-05:00,2026-03-08T00:00:00-05:00,R1,07
                """);
    }

    @AfterEach
    void close() {
        works.close();
    }

    @Test
    void loadsATownAndReportsWhoIsWithoutWhat() {
        var report = load();

        assertThat(report.rejected()).isEmpty();
        assertThat(report.loaded())
                .containsEntry("usage_points.csv", new Counts(2, 0, 0))
                .containsEntry("meter_installations.csv", new Counts(3, 0, 0))
                .containsEntry("service_agreements.csv", new Counts(2, 0, 0));
        assertThat(report.accountsWithoutPoint()).containsExactly("A3");
        assertThat(report.pointsWithoutAccount()).containsExactly("P2");
        assertThat(report.metersWithoutReads()).containsExactly("acme 1", "acme 3");
        assertThat(
                        works.value(
                                "select row(i.during, multiplier, end_register)::text from meter_installation i join meter m on m.id = i.meter where serial = '2'"))
                .isEqualTo("(\"[\"\"2024-01-01 05:00:00+00\"\",\"\"2025-06-01 14:37:00+00\"\")\",40,99100)");
        assertThat(works.value("select address from usage_point where number = 'P2'"))
                .isEqualTo("Flat 2, 14 Alder Street");
    }

    @Test
    void theSameFilesAgainChangeNothing() {
        load();
        var before = works.value("select md5(string_agg(c::text || xmin::text, '' order by id)) from channel c");

        var report = load();

        assertThat(report.rejected()).isEmpty();
        assertThat(report.loaded().values()).allSatisfy(counts -> {
            assertThat(counts.added()).isZero();
            assertThat(counts.changed()).isZero();
        });
        assertThat(works.value("select md5(string_agg(c::text || xmin::text, '' order by id)) from channel c"))
                .isEqualTo(before);
    }

    @Test
    void aTenantMovesOutAndAnotherInByOneFile() {
        load();
        files.put("service_agreements.csv", """
                account,usage_point,from,to,rate,cycle
                A3,P1,2026-11-01T00:00:00-04:00,,R1,07
                A1,P1,2024-01-01T00:00:00-05:00,2026-11-01T00:00:00-04:00,R1,07
                """);

        var report = load();

        assertThat(report.rejected()).isEmpty();
        assertThat(report.loaded()).containsEntry("service_agreements.csv", new Counts(1, 1, 0));
        assertThat(works.value("select count(*) from service_agreement where during @> '2026-11-05Z'::timestamptz"))
                .isEqualTo("1");
    }

    @Test
    void aBadLineIsReportedAndTheRestIsTaken() {
        files.put("usage_points.csv", """
                number,commodity,zone
                P1,water,America/New_York
                P2,electricity,America/New_York
                P3,steam,America/New_York
                P4,water,Mars/Olympus_Mons
                P5,water
                ,water,America/New_York
                P1,gas,America/New_York
                P6,gas,America/Phoenix
                """);

        var report = load();

        assertThat(report.rejected())
                .filteredOn(row -> row.file().equals("usage_points.csv"))
                .extracting(Rejected::line, Rejected::code)
                .containsExactly(
                        tuple(4, "malformed-commodity"),
                        tuple(5, "malformed-zone"),
                        tuple(6, "wrong-field-count"),
                        tuple(7, "missing-number"),
                        tuple(8, "twice-in-file"));
        assertThat(report.loaded()).containsEntry("usage_points.csv", new Counts(3, 0, 0));
    }

    @Test
    void aUsagePointsZoneAndAChannelsUnitNeverChange() {
        load();
        files.replaceAll((name, text) -> text.replace("P1,water,America/New_York", "P1,water,America/Chicago")
                .replace("delta,gal,PT1H", "delta,ft3,PT1H"));

        var report = load();

        assertThat(report.rejected())
                .extracting(Rejected::file, Rejected::line, Rejected::code)
                .containsExactly(
                        tuple("usage_points.csv", 2, "never-changes"), tuple("channels.csv", 2, "never-changes"));
        assertThat(works.value("select zone from usage_point where number = 'P1'"))
                .isEqualTo("America/New_York");
    }

    @Test
    void saysInWordsWhatTheSchemasGuardsRefuse() {
        load();
        files.put("meter_installations.csv", """
                maker,serial,usage_point,from,to,multiplier
                acme,1,P2,2025-01-01T00:00:00-05:00,,1
                acme,9,P2,2025-01-01T00:00:00-05:00,,1
                """);
        files.put("feed_keys.csv", """
                feed,key,usage_point,quantity,flow,kind,from,to
                cmep,1:W:GAL,P2,energy,delivered,delta,2025-01-01T00:00:00-05:00,
                beacon,b:flow,P1,volume,delivered,delta,2025-01-01T00:00:00-05:00,
                beacon,c:flow,P1,volume,received,delta,2025-01-01T00:00:00-05:00,
                beacon,d:flow,P9,volume,delivered,delta,2025-01-01T00:00:00-05:00,
                """);
        files.put("service_agreements.csv", """
                account,usage_point,from,to,rate,cycle
                A3,P1,2026-01-01T00:00:00-05:00,,R1,07
                A3,P2,2026-03-08T03:00:00-04:00,,R1,07
                A3,P2,2026-03-09T00:00:00-04:00,2026-03-09T00:00:00-04:00,R1,07
                A3,P2,2026-03-10T00:00:00-04:00,,R1,07
                """);

        var report = load();

        assertThat(report.rejected())
                .extracting(Rejected::file, Rejected::line, Rejected::code)
                .containsExactly(
                        tuple("meter_installations.csv", 2, "meter-in-two-places"),
                        tuple("meter_installations.csv", 3, "no-such-meter"),
                        tuple("feed_keys.csv", 2, "key-means-two"),
                        tuple("feed_keys.csv", 4, "no-such-channel"),
                        tuple("feed_keys.csv", 5, "no-such-point"),
                        tuple("service_agreements.csv", 2, "point-has-two-accounts"),
                        tuple("service_agreements.csv", 3, "not-at-midnight"),
                        tuple("service_agreements.csv", 4, "ends-before-it-begins"));
        assertThat(report.loaded()).containsEntry("feed_keys.csv", new Counts(1, 0, 0));
        assertThat(report.accountsWithoutPoint()).isEmpty();
    }

    @Test
    void refusesWholeFilesInWords() {
        files.clear();
        files.put("accounts.csv", "nummer,name\nA1,Ada\n");
        files.put("meters.csv", "");
        files.put("tariffs.csv", "a,b\n");

        var report = load();

        assertThat(report.rejected())
                .extracting(Rejected::file, Rejected::line, Rejected::code)
                .containsExactly(
                        tuple("tariffs.csv", 0, "unknown-file"),
                        tuple("meters.csv", 0, "empty-file"),
                        tuple("accounts.csv", 0, "wrong-columns"));
    }

    private RegistryReport load() {
        var bytes = new LinkedHashMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return works.bean(RegistryLoader.class).load(bytes);
    }
}
