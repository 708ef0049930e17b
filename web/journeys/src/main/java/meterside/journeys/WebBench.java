package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pages on a phone: sign-in, and usage for somebody signed in, as Lighthouse sees them, median of {@value #LOOKS}; and how long
 * the usage page takes to show that it was touched, by the browser's own event timing, on a processor slowed to a quarter.
 */
final class WebBench {

    private static final int LOOKS = 5;
    private static final String CLOCK = "2026-11-21T10:40-05:00";
    private static final String EMAIL = "demo@meterside.example";
    private static final int PHONE = 412;

    /** Whatever is touched, and when the next frame was shown after: the browser says so to the nearest 8 ms. */
    private static final String WATCH = """
            window.touched = {};
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) {
                    if (entry.interactionId) {
                        window.touched[entry.interactionId] = Math.max(window.touched[entry.interactionId] ?? 0, entry.duration);
                    }
                }
            }).observe({ type: 'event', durationThreshold: 16, buffered: true });
            """;

    private final House house;
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private WebBench(House house) {
        this.house = house;
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-web");
        try (var house = new House(
                home.resolve("home"), Map.of("METERSIDE_CLOCK", CLOCK, "METERSIDE_NEW_PASSWORD", Visitor.PASSWORD))) {
            return new WebBench(house).run(new Lighthouse(House.root().resolve("target/lighthouse")));
        } finally {
            House.delete(home);
        }
    }

    private Measured run(Lighthouse lighthouse) throws IOException {
        System.out.println("Starting a town of its own …");
        house.up();
        try (var visitor = new Visitor(house, "en", PHONE)) {
            visitor.page().addInitScript(WATCH);
            visitor.signIn(EMAIL);
            visitor.settle();
            visitor.page().locator("a[href*='/usage/']").first().click();
            visitor.page().waitForURL(url -> url.contains("/usage/"));
            visitor.settle();
            var usage = visitor.page().url();
            var cookie = visitor.page().context().cookies().stream()
                    .map(one -> one.name + "=" + one.value)
                    .collect(Collectors.joining("; "));
            var door = looks(lighthouse, "sign-in", house.url() + "/sign-in", "");
            var inside = looks(lighthouse, "usage", usage, cookie);
            return measured(door, inside, touches(visitor, usage));
        }
    }

    private List<Lighthouse.Report> looks(Lighthouse lighthouse, String page, String url, String cookie)
            throws IOException {
        var reports = new ArrayList<Lighthouse.Report>();
        for (var look = 1; look <= LOOKS; look++) {
            var report = lighthouse.look(url, cookie);
            reports.add(report);
            var run = new LinkedHashMap<String, Object>();
            run.put("page", page);
            run.putAll(report.scores());
            run.put("lcpMillis", report.lcpMillis());
            run.put("cls", report.cls());
            run.put("scriptBytes", report.scriptBytes());
            run.put("found", report.found());
            runs.add(run);
            System.out.println("  " + run);
        }
        return reports;
    }

    /** {@return how long each touch took to be shown, in milliseconds} Those below 16 are not told, and count as 16. */
    private static List<Long> touches(Visitor visitor, String usage) {
        var page = visitor.page();
        var browser = page.context().newCDPSession(page);
        page.navigate(usage);
        visitor.settle();
        page.locator(".downloads").waitFor(); // which comes with the last part of the page
        var slow = new com.google.gson.JsonObject();
        slow.addProperty("rate", 4);
        browser.send("Emulation.setCPUThrottlingRate", slow);
        var touched = 0;
        for (var step : List.of(
                ".steps .step >> nth=0",
                ".steps .step >> nth=0",
                ".steps .step >> nth=-1",
                ".summary button",
                ".summary button")) {
            page.locator(step).click();
            visitor.settle();
            page.waitForTimeout(500);
            touched++;
        }
        page.locator(".chart").first().focus();
        for (var key : List.of("ArrowLeft", "ArrowLeft", "ArrowRight", "Home", "End")) {
            page.keyboard().press(key);
            page.waitForTimeout(300);
            touched++;
        }
        page.waitForTimeout(1000);
        @SuppressWarnings("unchecked")
        var seen = (List<Integer>) page.evaluate("() => Object.values(window.touched).map(Math.round)");
        var millis = new ArrayList<>(seen.stream().map(Integer::longValue).toList());
        while (millis.size() < touched) {
            millis.add(16L);
        }
        browser.detach();
        return millis;
    }

    private Measured measured(List<Lighthouse.Report> door, List<Lighthouse.Report> inside, List<Long> touches) {
        var figures = new LinkedHashMap<String, Object>();
        var performance = median(inside, report -> score(report, "performance"));
        var accessibility = median(inside, report -> score(report, "accessibility"));
        var practices = median(inside, report -> score(report, "best-practices"));
        var doorLcp = median(door, Lighthouse.Report::lcpMillis);
        var insideLcp = median(inside, Lighthouse.Report::lcpMillis);
        var cls = inside.stream().map(Lighthouse.Report::cls).sorted().toList().get(LOOKS / 2);
        var inp = Measured.percentile(touches, 100);
        figures.put("usagePerformance", performance);
        figures.put("usageAccessibility", accessibility);
        figures.put("usageBestPractices", practices);
        figures.put("signInPerformance", median(door, report -> score(report, "performance")));
        figures.put("signInLcpMillis", doorLcp);
        figures.put("usageLcpMillis", insideLcp);
        figures.put("usageInpMillis", inp);
        figures.put("touches", touches.size());
        figures.put("usageCls", cls);
        figures.put("usageScriptBytesInAll", median(inside, Lighthouse.Report::scriptBytes));
        figures.put("found", inside.getLast().found());
        var ratio = List.of(
                        Measured.ratio(performance, 95),
                        Measured.ratio(accessibility, 100),
                        Measured.ratio(practices, 100),
                        Measured.ratio(1000, doorLcp),
                        Measured.ratio(1500, insideLcp),
                        Measured.ratio(100, inp),
                        cls.compareTo(new BigDecimal("0.02")) <= 0 ? BigDecimal.ONE : BigDecimal.ZERO)
                .stream()
                .min(BigDecimal::compareTo)
                .orElseThrow();
        return new Measured("web", ratio, Measured.ratio(1, 1), runs, figures);
    }

    private static long median(List<Lighthouse.Report> reports, Function<Lighthouse.Report, Long> figure) {
        return Measured.median(reports.stream().map(figure).toList());
    }

    private static long score(Lighthouse.Report report, String category) {
        return report.scores().getOrDefault(category, 0L);
    }
}
