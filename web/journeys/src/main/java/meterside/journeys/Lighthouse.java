package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Google's Lighthouse as on a phone: a slow processor and a slow line, simulated. It is fetched once, into a folder of its own. */
final class Lighthouse {

    private static final String VERSION = "12.8.2";
    private static final List<String> CATEGORIES = List.of("performance", "accessibility", "best-practices");

    private final Path folder;

    Lighthouse(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        if (!Files.exists(program())) {
            System.out.println("Fetching Lighthouse " + VERSION + " …");
            Files.writeString(folder.resolve("package.json"), "{\"private\":true}\n");
            run(List.of("npm", "install", "--save-exact", "--no-audit", "--no-fund", "lighthouse@" + VERSION));
        }
    }

    /**
     * One load of one page.
     *
     * @param scores of performance, accessibility and best practices, each of 100
     * @param cls how far what was shown moved, in Lighthouse's measure
     * @param scriptBytes as they came over the line
     * @param found what accessibility and best practices find fault with
     */
    record Report(Map<String, Long> scores, long lcpMillis, BigDecimal cls, long scriptBytes, List<String> found) {}

    /** @param cookie of whoever looks; empty for nobody */
    Report look(String url, String cookie) throws IOException {
        var headers = Files.writeString(
                folder.resolve("headers.json"),
                cookie.isEmpty() ? "{}" : JsonMapper.shared().writeValueAsString(Map.of("Cookie", cookie)));
        var file = folder.resolve("report.json");
        run(List.of(
                "node",
                program().toString(),
                url,
                "--quiet",
                "--output=json",
                "--output-path=" + file,
                "--only-categories=" + String.join(",", CATEGORIES),
                "--extra-headers=" + headers,
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
                        + "--disable-component-update --disable-sync"));
        return report(JsonMapper.shared().readTree(Files.readString(file)));
    }

    private static Report report(JsonNode all) {
        var audits = all.path("audits");
        var scores = new java.util.LinkedHashMap<String, Long>();
        var found = new ArrayList<String>();
        for (var category : CATEGORIES) {
            var one = all.path("categories").path(category);
            scores.put(
                    category, one.path("score").decimalValue().movePointRight(2).longValue());
            if (!category.equals("performance")) {
                one.path("auditRefs")
                        .valueStream()
                        .map(audit -> audit.path("id").asString())
                        .filter(id -> audits.path(id).path("score").isNumber()
                                && audits.path(id).path("score").decimalValue().compareTo(BigDecimal.ONE) < 0)
                        .forEach(found::add);
            }
        }
        var scripts = audits.path("network-requests")
                .path("details")
                .path("items")
                .valueStream()
                .filter(item -> item.path("resourceType").asString().equals("Script"))
                .mapToLong(item -> item.path("transferSize").asLong())
                .sum();
        return new Report(
                scores,
                audits.path("largest-contentful-paint")
                        .path("numericValue")
                        .decimalValue()
                        .longValue(),
                audits.path("cumulative-layout-shift").path("numericValue").decimalValue(),
                scripts,
                List.copyOf(found));
    }

    private Path program() {
        return folder.resolve("node_modules/lighthouse/cli/index.js");
    }

    private void run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("last.log").toFile());
        builder.environment().put("CHROME_PATH", Visitor.chromium().toString());
        var process = builder.start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(command + ": " + Files.readString(folder.resolve("last.log")));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
