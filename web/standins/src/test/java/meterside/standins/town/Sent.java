package meterside.standins.town;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** What files say, read the plainest way; so that the tests do not ask the code that wrote them. */
final class Sent {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

    /** By key and stamp: what was sent, in the order of being made. */
    private final Map<String, NavigableMap<Instant, List<String>>> cmep = new HashMap<>();

    private final List<List<String>> beacon = new ArrayList<>();

    static Sent of(List<Path> files) throws IOException {
        var sent = new Sent();
        for (var file : files) {
            if (file.endsWith(Path.of("weather", String.valueOf(file.getFileName())))) {
                continue; // no reads of a meter
            }
            var beacon = String.valueOf(file.getFileName()).contains("RangeReport");
            lines(file).forEach(beacon ? sent::row : sent::record);
        }
        return sent;
    }

    static List<String> lines(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file);
                var in = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    private void record(String line) {
        var fields = line.split(",", -1);
        var key = fields[5] + ":" + fields[9] + ":" + fields[10];
        var reads = cmep.computeIfAbsent(key, unused -> new TreeMap<>());
        for (var i = 14; i < fields.length; i += 3) {
            reads.computeIfAbsent(instant(fields[i]), unused -> new ArrayList<>())
                    .add("%s %s %s %s".formatted(fields[6], fields[8], fields[i + 1], fields[i + 2]));
        }
    }

    private void row(String line) {
        var cells = List.of(line.substring(1, line.length() - 1).split("\",\"", -1));
        if (!cells.getFirst().equals("Account_ID")) {
            beacon.add(cells);
        }
    }

    private static Instant instant(String stamp) {
        return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
    }

    /** {@return the keys of intervals} */
    Set<String> keys() {
        var keys = new TreeSet<>(cmep.keySet());
        keys.removeIf(key -> key.endsWith("REG"));
        return keys;
    }

    int seconds(String key) {
        return key.contains(":E:") ? 900 : 3600;
    }

    /** {@return "purpose flag" of each version, the oldest first} */
    List<String> flags(String key, String end) {
        return versions(key).getOrDefault(Instant.parse(end), List.of()).stream()
                .sorted()
                .map(version -> version.split(" ")[1] + " " + version.split(" ")[2])
                .toList();
    }

    NavigableMap<Instant, BigDecimal> registers(String key) {
        var shown = new TreeMap<Instant, BigDecimal>();
        versions(key).forEach((at, versions) -> shown.put(at, value(versions)));
        return shown;
    }

    Map<Instant, BigDecimal> measured(String key, List<String> span) {
        return between(key, Instant.parse(span.get(0)), Instant.parse(span.get(1)));
    }

    /** {@return by their end, the reads in the span whose newest version was measured} */
    Map<Instant, BigDecimal> between(String key, Instant from, Instant to) {
        var reads = new HashMap<Instant, BigDecimal>();
        versions(key).subMap(from, false, to, true).forEach((end, versions) -> {
            if (newest(versions)[2].equals("R0")) {
                reads.put(end, value(versions));
            }
        });
        return reads;
    }

    private NavigableMap<Instant, List<String>> versions(String key) {
        return cmep.getOrDefault(key, new TreeMap<>());
    }

    private static BigDecimal value(List<String> versions) {
        return new BigDecimal(newest(versions)[3]);
    }

    private static String[] newest(List<String> versions) {
        return versions.stream().max(String::compareTo).orElseThrow().split(" ");
    }

    /** {@return all of BEACON's rows} */
    List<List<String>> rows() {
        return beacon;
    }

    List<List<String>> rows(String endpoint, String day) {
        return beacon.stream()
                .filter(row -> row.get(7).equals(endpoint) && row.get(10).startsWith(day))
                .toList();
    }

    /** {@return everything said, each read once, whatever the file and the line} */
    Set<String> everything() {
        var all = new HashSet<String>();
        cmep.forEach((key, reads) -> reads.forEach((end, versions) -> versions.forEach(
                version -> all.add("%s %s %s".formatted(key, end, version.substring(version.indexOf(' ')))))));
        beacon.forEach(row -> all.add(String.join(" ", row)));
        return all;
    }

    /** {@return how many reads were sent} */
    int count() {
        var reads = beacon.size();
        for (var stamps : cmep.values()) {
            for (var versions : stamps.values()) {
                reads += versions.size();
            }
        }
        return reads;
    }

    /** {@return the reads that none of these feed keys would place, by key and instant} */
    Set<String> unplaced(List<Map<String, String>> keys) {
        var unplaced = new TreeSet<String>();
        cmep.forEach((key, reads) -> reads.keySet().forEach(end -> {
            var at = key.endsWith("REG") ? end : end.minusSeconds(seconds(key));
            if (keys.stream().noneMatch(row -> row.get("key").equals(key) && holds(row, at))) {
                unplaced.add(key + " " + at);
            }
        }));
        for (var row : beacon) {
            var flow = row.get(7) + ":flow";
            if (keys.stream().noneMatch(one -> flow.equals(one.get("key")))) {
                unplaced.add(flow);
            }
        }
        return unplaced;
    }

    private static boolean holds(Map<String, String> row, Instant at) {
        var to = String.valueOf(row.get("to"));
        return !at.isBefore(
                        OffsetDateTime.parse(String.valueOf(row.get("from"))).toInstant())
                && (to.isEmpty() || at.isBefore(OffsetDateTime.parse(to).toInstant()));
    }
}
