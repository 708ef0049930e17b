package meterside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules that only the source text can show, over one folder of sources. Each lists what breaks it. */
final class Sources {

    static final int MOST_LINES_OF_A_FILE = 300;
    static final int MOST_LINES_OF_A_PACKAGE = 1000;
    static final int MOST_FILES_OF_A_PACKAGE = 12;

    /** The kernel is a vocabulary, not a feature: its words are many and short. */
    static final int MOST_FILES_OF_THE_KERNEL = 16;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|--[^\\n]*", Pattern.DOTALL);
    private static final Pattern STRING =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern TIME_IN_SQL = Pattern.compile(
            "(?i)(?<![.\\w])now\\s*\\(\\s*\\)|\\b(current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp)\\b");
    private static final Pattern WRITE =
            Pattern.compile("(?i)\\b(?:insert\\s+into|delete\\s+from|copy|truncate|update)\\s+([a-z_]+)(?=[\\s(])");
    private static final Pattern DOUBLE = Pattern.compile("\\b(double|float|Double|Float)\\b");

    /** The feature that writes each table; house.md's matrix. What is in no list is not ours, such as a temporary table. */
    private static final Map<String, List<String>> OWNERS = owners(Map.ofEntries(
            Map.entry("meterside.ingest.file", "source_file read_rejection"),
            Map.entry(
                    "meterside.ingest.read",
                    "read_rejection interval_read register_read read_block interval_read_revision ingest_offset"),
            Map.entry("meterside.ingest.arrival", "interval_read_repeat"),
            Map.entry("meterside.ingest.rollup", "usage_day usage_day_due"),
            Map.entry("meterside.ingest.weather", "weather_day weather_file"),
            Map.entry(
                    "meterside.ingest.registry",
                    "usage_point meter meter_installation channel feed_key account service_agreement"),
            Map.entry("meterside.alerts.watch", "alert_evaluation alert_turn"),
            Map.entry("meterside.alerts.notice", "notice"),
            Map.entry("meterside.alerts.delivery", "notice notice_attempt address_failure"),
            Map.entry("meterside.alerts.receipt", "notice address_failure provider_event_taken"),
            Map.entry("meterside.portal.identity", "login account_access"),
            Map.entry("meterside.portal.limit", "sign_in_failure"),
            Map.entry("meterside.portal.session", "session"),
            Map.entry("meterside.portal.code", "one_time_code"),
            Map.entry("meterside.portal.factor", "second_factor recovery_code"),
            Map.entry("meterside.portal.contact", "contact"),
            Map.entry("meterside.portal.consent", "consent"),
            Map.entry("meterside.portal.profile", "preference"),
            Map.entry("meterside.portal.staff", "staff"),
            Map.entry("meterside.portal.audit", "audit_event"),
            Map.entry("meterside.portal.alert", "usage_alert usage_alert_version"),
            Map.entry("meterside.portal.notice", "notice"),
            Map.entry("meterside.portal.callback", "provider_event"),
            Map.entry("meterside.portal.billing", "bill_import bill charge charge_line payment payment_part"),
            Map.entry("meterside.portal.ledger", "ledger_entry ledger_close charge"),
            Map.entry("meterside.portal.posting", "ledger_entry ledger_close charge"),
            Map.entry("meterside.portal.payment", "payment payment_part payment_event"),
            Map.entry("meterside.portal.webhook", "provider_event"),
            Map.entry("meterside.portal.method", "payment_method method_page"),
            Map.entry("meterside.portal.autopay", "autopay"),
            Map.entry("meterside.portal.debiting", "autopay_run"),
            Map.entry("meterside.portal.refund", "refund"),
            Map.entry("meterside.portal.settlement", "settlement_file settlement_line settlement_difference"),
            Map.entry("meterside.portal.token", "token"),
            Map.entry("meterside.portal.change", "usage_change usage_change_log usage_change_offset")));

    private final Path folder;

    Sources(Path folder) {
        this.folder = folder;
    }

    List<String> writesToAnothersTable(String root) {
        var found = new ArrayList<String>();
        for (var file : files(".java")) {
            var owner = packageOf(file);
            var strings = STRING.matcher(withoutBlockComments(read(file)));
            while (strings.find()) {
                var writes = WRITE.matcher(strings.group());
                while (writes.find()) {
                    var owners = OWNERS.get(writes.group(1));
                    if (owners != null && owners.stream().noneMatch(owner::equals)) {
                        found.add("%s of %s writes %s".formatted(file.getFileName(), root, writes.group(1)));
                    }
                }
            }
        }
        return found;
    }

    List<String> timeAskedInSql() {
        var found = new ArrayList<String>();
        for (var file : files(".java")) {
            var strings = STRING.matcher(withoutBlockComments(read(file)));
            while (strings.find()) {
                if (TIME_IN_SQL.matcher(strings.group()).find()) {
                    found.add(file + ": " + strings.group().strip());
                }
            }
        }
        for (var file : files(".sql")) {
            if (TIME_IN_SQL.matcher(COMMENT.matcher(read(file)).replaceAll("")).find()) {
                found.add(file.toString());
            }
        }
        return found;
    }

    List<String> doubles() {
        var found = new ArrayList<String>();
        for (var file : files(".java")) {
            var code =
                    COMMENT.matcher(STRING.matcher(read(file)).replaceAll("")).replaceAll("");
            var match = DOUBLE.matcher(code);
            if (match.find()) {
                found.add("%s uses %s".formatted(file, match.group()));
            }
        }
        return found;
    }

    List<String> tooLarge() {
        var found = new ArrayList<String>();
        var lines = new TreeMap<Path, Integer>();
        var files = new TreeMap<Path, Integer>();
        for (var file : files(".java")) {
            if (file.endsWith("package-info.java")) {
                continue;
            }
            var length = (int) read(file).lines().count();
            lines.merge(file.getParent(), length, Integer::sum);
            files.merge(file.getParent(), 1, Integer::sum);
            if (length > MOST_LINES_OF_A_FILE) {
                found.add("%s has %d lines".formatted(file, length));
            }
        }
        lines.forEach((place, count) -> {
            if (count > MOST_LINES_OF_A_PACKAGE) {
                found.add("%s has %d lines".formatted(place, count));
            }
        });
        files.forEach((place, count) -> {
            if (count > (place.endsWith("meterside/metering") ? MOST_FILES_OF_THE_KERNEL : MOST_FILES_OF_A_PACKAGE)) {
                found.add("%s has %d files".formatted(place, count));
            }
        });
        return found;
    }

    List<String> packagesWithoutNullMarked() {
        var found = new ArrayList<String>();
        for (var place : files(".java").stream().map(Path::getParent).distinct().toList()) {
            var info = place.resolve("package-info.java");
            if (!Files.exists(info) || !read(info).contains("@NullMarked")) {
                found.add(place.toString());
            }
        }
        return found;
    }

    private String packageOf(Path file) {
        var place = folder.relativize(file.getParent()).toString().replace('/', '.');
        return place.startsWith("java.") ? place.substring("java.".length()) : place;
    }

    private List<Path> files(String ending) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String withoutBlockComments(String code) {
        return Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(code).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, List<String>> owners(Map<String, String> tablesByFeature) {
        var owners = new TreeMap<String, List<String>>();
        tablesByFeature.forEach((feature, tables) -> {
            for (var table : tables.split(" ")) {
                owners.computeIfAbsent(table, unseen -> new ArrayList<>()).add(feature);
            }
        });
        return owners;
    }
}
