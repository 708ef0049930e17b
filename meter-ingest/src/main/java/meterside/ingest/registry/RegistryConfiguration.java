package meterside.ingest.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import meterside.ingest.listener.Route;
import meterside.ingest.registry.RegistryReport.Counts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the listener does with the registry. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

    /** A million rows of each file; beyond it, it is not a registry. */
    private static final int MOST_BYTES = 512 << 20;

    /** {@code POST /registry} takes a zip of the CSV files and tells what was loaded. */
    @Bean
    Route loadRegistry(RegistryLoader loader) {
        return new Route() {
            @Override
            public String method() {
                return "POST";
            }

            @Override
            public String path() {
                return "/registry";
            }

            @Override
            public Answer answer(Call call) throws IOException {
                return new Answer(200, json(loader.load(unzipped(call.body()))));
            }
        };
    }

    static Map<String, byte[]> unzipped(InputStream body) throws IOException {
        var files = new HashMap<String, byte[]>();
        var left = MOST_BYTES;
        try (var zip = new ZipInputStream(body)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var bytes = zip.readNBytes(left);
                left -= bytes.length;
                if (left == 0) {
                    throw new Route.Refusal(413, "too-large", "The files are larger than 512 MB together.");
                }
                files.put(entry.getName(), bytes);
            }
        } catch (ZipException malformed) {
            throw new Route.Refusal(400, "malformed-request", "The body is not a proper zip of CSV files.");
        }
        if (files.isEmpty()) {
            throw new Route.Refusal(400, "malformed-request", "The body is not a zip of CSV files.");
        }
        return files;
    }

    private static Map<String, Object> json(RegistryReport report) {
        return Map.of(
                "loaded", perFile(report, counts -> counts.added() + counts.changed() + counts.unchanged()),
                "changed", perFile(report, counts -> counts.added() + counts.changed()),
                "rejected", report.rejected(),
                "accountsWithoutPoint", report.accountsWithoutPoint(),
                "pointsWithoutAccount", report.pointsWithoutAccount(),
                "metersWithoutReads", report.metersWithoutReads());
    }

    private static Map<String, Integer> perFile(RegistryReport report, ToIntFunction<Counts> count) {
        var counts = new TreeMap<String, Integer>();
        report.loaded().forEach((file, of) -> counts.put(file.replace(".csv", ""), count.applyAsInt(of)));
        return counts;
    }
}
