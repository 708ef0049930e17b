package meterside.journeys;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/**
 * How long after a file of a thousand reads is dropped one of them stands on an open page, and the text it causes is with
 * the telephone company's stand-in.
 *
 * <p>Each run passes one more of {@value #RUNS} thresholds of one customer. A run counts when the page shows the exact sum
 * and the text names the threshold passed.
 */
final class LiveBench {

    private static final int RUNS = 20;
    private static final int OTHERS = 9;
    private static final int READS_OF_EACH = 111;
    private static final int KILOWATT_HOURS = 10;
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
    private static final String EMAIL = "bench@meterside.example";
    private static final String PHONE = "+12025550155";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    private final House house;
    private final Visitor visitor;
    private final Page page;
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private LiveBench(House house, Visitor visitor) {
        this.house = house;
        this.visitor = visitor;
        this.page = visitor.page();
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-live");
        var settings = Map.of(
                "METERSIDE_CLOCK",
                TODAY + "T15:00-04:00",
                "METERSIDE_NEW_PASSWORD",
                Visitor.PASSWORD,
                "METERSIDE_NOTICES_A_DAY",
                "1000");
        try (var house = new House(home.resolve("home"), settings);
                var visitor = new Visitor(house, "en", 1280)) {
            return new LiveBench(house, visitor).run(home.resolve("registry"));
        } finally {
            House.delete(home);
        }
    }

    private Measured run(Path registry) throws IOException {
        System.out.println("Starting a Meterside of its own …");
        new ManyMeters(1 + OTHERS, FIRST, 1).writeRegistry(registry);
        house.up("--empty");
        house.meterside("registry", "load", registry.toString()).orThrow();
        house.meterside("login", "add", EMAIL, "--account", "1").orThrow();
        visitor.signIn(EMAIL);
        var phone = addPhone();
        var account = house.sql("select id from account");
        var channel = house.sql(
                "select c.id from channel c join usage_point p on p.id = c.usage_point where p.number = 'P0000000'");
        for (var i = 1; i <= RUNS; i++) {
            visitor.api(
                    "POST", "/api/accounts/%s/alerts".formatted(account), """
                    {"channel": "%s", "threshold": "%d", "unit": "kWh", "contacts": ["%s"]}""".formatted(channel, threshold(i), phone));
        }
        visitor.open("/accounts/%s/usage/%s?day=%s".formatted(account, channel, TODAY));
        visitor.settle();
        for (var i = 1; i <= RUNS; i++) {
            drop(i);
        }
        return measured();
    }

    private String addPhone() {
        var id = visitor.api("POST", "/api/contacts", """
                {"medium": "sms", "address": "%s", "language": "en", "zone": "America/New_York", "alerts": true}""".formatted(PHONE))
                .path("id")
                .asString();
        var code = new Inbox(house).code(PHONE, 1);
        visitor.api("POST", "/api/contacts/%s/verification".formatted(id), "{\"code\": \"%s\"}".formatted(code));
        visitor.api("PATCH", "/api/contacts/" + id, """
                {"quietFrom": "00:00", "quietTo": "00:00", "alerts": true}""");
        return id;
    }

    private void drop(int run) {
        var inbox = new Inbox(house);
        var text = new FutureTask<>(() -> {
            inbox.text(PHONE, "more than your %d.".formatted(threshold(run)));
            return System.nanoTime();
        });
        var file = file(run);
        Thread.ofVirtual().start(text);
        var since = System.nanoTime();
        house.drop("cmep", "live-%d.cmep".formatted(run), file);
        page.waitForFunction(
                "sum => document.querySelector('main').innerText.replaceAll('\\u00a0', ' ').includes(sum)",
                KILOWATT_HOURS * run + " kWh",
                new Page.WaitForFunctionOptions().setTimeout(60_000));
        var onPage = (System.nanoTime() - since) / 1_000_000;
        var asText = (got(text) - since) / 1_000_000;
        System.out.println("  %2d  on the page %,6d ms   as a text %,6d ms".formatted(run, onPage, asText));
        runs.add(Map.of("run", run, "pageMillis", onPage, "textMillis", asText));
    }

    private static int threshold(int run) {
        return KILOWATT_HOURS * run - 5;
    }

    /** The customer's next quarter hour of today, and 111 of each of the others, all new. */
    private static String file(int run) {
        var today = TODAY.atStartOfDay(ManyMeters.ZONE).toInstant();
        var past = FIRST.atStartOfDay(ManyMeters.ZONE).toInstant();
        var text = new StringBuilder(line(0, today.plusSeconds(900L * run), 1, Integer.toString(KILOWATT_HOURS)));
        for (var meter = 1; meter <= OTHERS; meter++) {
            text.append(line(meter, past.plusSeconds(900L * READS_OF_EACH * run), READS_OF_EACH, "0.125"));
        }
        return text.toString();
    }

    private static String line(int meter, Instant start, int reads, String kilowattHours) {
        var text = new StringBuilder("MEPMD01,20080501,BENCH,CUST:130000,,E%07d,%s,,OK,E,KWH,1.0,00000015,%d"
                .formatted(meter, STAMP.format(TODAY.atTime(19, 30).toInstant(ZoneOffset.UTC)), reads));
        for (var read = 1; read <= reads; read++) {
            text.append(",%s,R0,%s".formatted(STAMP.format(start.plusSeconds(900L * read)), kilowattHours));
        }
        return text.append("\r\n").toString();
    }

    private Measured measured() {
        var onPage =
                runs.stream().map(run -> (Long) run.get("pageMillis")).sorted().toList();
        var asText =
                runs.stream().map(run -> (Long) run.get("textMillis")).sorted().toList();
        var place = (RUNS * 95 + 99) / 100 - 1;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("readsInAFile", 1 + OTHERS * READS_OF_EACH);
        figures.put("pageMillisMedian", Measured.median(onPage));
        figures.put("pageMillisP95", onPage.get(place));
        figures.put("textMillisMedian", Measured.median(asText));
        figures.put("textMillisP95", asText.get(place));
        var page = Measured.ratio(5_000, onPage.get(place));
        var text = Measured.ratio(10_000, asText.get(place));
        return new Measured("live", page.min(text), Measured.ratio(1, 1), runs, figures);
    }

    private static long got(FutureTask<Long> task) {
        try {
            return task.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
