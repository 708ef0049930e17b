package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two years of openeemeter's sample meters as a customer of ours: the hourly files taken in, and the daily files that belong to them beside
 * what we then say. They may not be copied into the repository, so they lie beside it.
 */
final class Eemeter {

    /** The daily files are rounded, and so are the hours they were made of. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.05");

    private static final String EMAIL = "eemeter@meterside.example";
    private static final LocalDate FIRST = LocalDate.parse("2015-11-22");
    private static final LocalDate END = LocalDate.parse("2018-02-08");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Samples by meter. */
    private static final Map<String, String> FILES =
            Map.of("E-IL", "il-electricity-cdd-hdd", "G-IL", "il-gas-intercept-only");

    private final House house;
    private final Path folder;
    private final String cookie;
    private final String account;

    /** Takes the hourly files in, or says that they are not there. */
    static Eemeter in(House house, Path work) throws IOException, InterruptedException {
        var folder = House.root().resolve("../shared/data/eemeter").normalize();
        if (!Files.exists(folder)) {
            System.out.println("The eemeter customer was not tried: the files are not beside this checkout.");
        }
        assumeTrue(Files.exists(folder), () -> "not run: there is no " + folder);
        registry(house, Files.createDirectories(work.resolve("eemeter")));
        house.meterside("login", "add", EMAIL, "--account", "700001").orThrow();
        for (var meter : FILES.entrySet()) {
            var hourly = work.resolve(meter.getKey() + ".csv");
            var unit = meter.getKey().startsWith("E") ? "kWh" : "therm";
            try (var lines = Files.newBufferedWriter(hourly)) {
                lines.write("meter,unit,start,value\n");
                for (var line : lines(folder.resolve(meter.getValue() + "-hourly.csv.gz"))) {
                    lines.write("%s,%s,%s\n".formatted(meter.getKey(), unit, line));
                }
            }
            house.meterside("ingest", hourly.toString(), "--feed", "eemeter").orThrow();
        }
        return new Eemeter(house, folder);
    }

    private Eemeter(House house, Path folder) throws IOException, InterruptedException {
        this.house = house;
        this.folder = folder;
        var signedIn = HTTP.send(
                HttpRequest.newBuilder(URI.create(house.url() + "/api/session"))
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(
                                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, Visitor.PASSWORD)))
                        .build(),
                BodyHandlers.ofString());
        this.cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        this.account = house.sql("select id from account where number = '700001'");
    }

    private static void registry(House house, Path folder) throws IOException {
        Files.writeString(folder.resolve("usage_points.csv"), """
                number,commodity,zone,class,size_band,station,address
                E-IL,electricity,America/Chicago,residential,,,1 Prairie Road
                G-IL,gas,America/Chicago,residential,,,1 Prairie Road
                """);
        Files.writeString(folder.resolve("meters.csv"), """
                maker,serial,dials,register_unit,register_step,flow_limit
                Acme,E1,6,kWh,0.01,50
                Acme,G1,6,therm,0.01,50
                """);
        Files.writeString(folder.resolve("meter_installations.csv"), """
                maker,serial,usage_point,from,to,multiplier,start_register,end_register
                Acme,E1,E-IL,2015-01-01T00:00-06:00,,1,,
                Acme,G1,G-IL,2015-01-01T00:00-06:00,,1,,
                """);
        Files.writeString(folder.resolve("channels.csv"), """
                usage_point,quantity,flow,kind,unit,length,from,to
                E-IL,energy,delivered,delta,kWh,PT1H,2015-01-01T00:00-06:00,
                G-IL,energy,delivered,delta,therm,PT1H,2015-01-01T00:00-06:00,
                """);
        Files.writeString(folder.resolve("feed_keys.csv"), """
                feed,key,usage_point,quantity,flow,kind,from,to
                eemeter,E-IL,E-IL,energy,delivered,delta,2015-01-01T00:00-06:00,
                eemeter,G-IL,G-IL,energy,delivered,delta,2015-01-01T00:00-06:00,
                """);
        Files.writeString(folder.resolve("accounts.csv"), "number,name\n700001,Erin Meter\n");
        Files.writeString(folder.resolve("service_agreements.csv"), """
                account,usage_point,from,to,rate,cycle
                700001,E-IL,2015-01-01T00:00-06:00,,E1,C1
                700001,G-IL,2015-01-01T00:00-06:00,,G1,C1
                """);
        house.meterside("registry", "load", folder.toString()).orThrow();
    }

    /** {@return how many days were compared: each in the answers that the page draws, and each in the export} */
    int compare() throws IOException, InterruptedException {
        var compared = 0;
        for (var meter : FILES.entrySet()) {
            var channel = house.sql(
                    "select c.id from channel c join usage_point p on p.id = c.usage_point where p.number = '%s'"
                            .formatted(meter.getKey()));
            var shown = new TreeMap<String, BigDecimal>();
            for (var from = FIRST; from.isBefore(END); from = from.plusDays(300)) {
                var to = from.plusDays(300).isBefore(END) ? from.plusDays(300) : END;
                var usage = JsonMapper.shared().readTree(get(channel, "usage", from, to));
                for (var bucket : usage.get("buckets")) {
                    shown.put(
                            bucket.get("start").stringValue().substring(0, 10),
                            new BigDecimal(bucket.get("value").stringValue()));
                }
            }
            var exported = new TreeMap<String, BigDecimal>();
            get(channel, "usage.csv", FIRST, END)
                    .lines()
                    .filter(line -> line.matches("20\\d\\d-.*"))
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> exported.put(cells[0].substring(0, 10), new BigDecimal(cells[2])));
            for (var line : lines(folder.resolve(meter.getValue() + "-daily.csv.gz"))) {
                var cells = line.split(",", -1);
                if (!cells[1].equals("nan")) { // the last day has an hour and no sum
                    compared += agrees(
                            meter.getKey(), cells[0].substring(0, 10), new BigDecimal(cells[1]), shown, exported);
                }
            }
        }
        return compared;
    }

    private static int agrees(
            String meter,
            String day,
            BigDecimal official,
            Map<String, BigDecimal> shown,
            Map<String, BigDecimal> exported) {
        assertThat(shown).as("%s on the page", meter).containsKey(day);
        assertThat(exported.get(day)).as("%s in the export on %s", meter, day).isEqualByComparingTo(shown.get(day));
        assertThat(official.subtract(shown.getOrDefault(day, BigDecimal.ZERO)).abs())
                .as("%s on %s", meter, day)
                .isLessThanOrEqualTo(TOLERANCE);
        return 1;
    }

    private String get(String channel, String what, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        var path = "%s/api/accounts/%s/channels/%s/%s?from=%s&to=%s&by=day"
                .formatted(house.url(), account, channel, what, from, to);
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(path))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Iterable<String> lines(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }
}
