package meterside.ingest.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import meterside.ingest.registry.RegistryReport.Counts;
import meterside.ingest.registry.RegistryReport.Rejected;
import meterside.ingest.registry.Table.Role;
import meterside.ingest.registry.TableRepository.Incoming;
import meterside.ingest.registry.TableRepository.Meets;
import meterside.ingest.row.BadRow;
import meterside.ingest.row.CsvRows;
import meterside.ingest.row.Fields;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads what the billing system says. Idempotent: rows are known by their natural keys, and the same files again change
 * nothing. A bad row is reported and the rest is taken; all of it in one transaction, so that nobody sees half a load.
 */
@Component
public class RegistryLoader {

    private final TableRepository tables;
    private final LookupRepository lookups;
    private final TransactionOperations transaction;
    private final Clock clock;

    RegistryLoader(TableRepository tables, LookupRepository lookups, TransactionOperations transaction, Clock clock) {
        this.tables = tables;
        this.lookups = lookups;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * {@return what was loaded and what not}
     *
     * @param csvByFileName any of {@code usage_points.csv}, {@code meters.csv}, {@code meter_installations.csv},
     *     {@code channels.csv}, {@code feed_keys.csv}, {@code accounts.csv}, {@code service_agreements.csv}; what is
     *     missing stays as it is
     */
    public RegistryReport load(Map<String, byte[]> csvByFileName) {
        return Objects.requireNonNull(transaction.execute(status -> loadAll(csvByFileName)));
    }

    private RegistryReport loadAll(Map<String, byte[]> files) {
        var loaded = new LinkedHashMap<String, Counts>();
        var rejected = new ArrayList<Rejected>(unknownFiles(files.keySet()));
        for (var kind : Tables.values()) {
            var bytes = files.get(kind.table().file());
            if (bytes != null) {
                loaded.put(kind.table().file(), load(kind, bytes, rejected));
            }
        }
        lookups.tellOfChange();
        var now = clock.instant();
        return new RegistryReport(
                loaded,
                rejected,
                lookups.accountsWithoutPoint(),
                lookups.pointsWithoutAccount(now),
                lookups.metersWithoutReads(now));
    }

    private static List<Rejected> unknownFiles(Set<String> names) {
        var unknown = new TreeSet<>(names);
        var known =
                Arrays.stream(Tables.values()).map(kind -> kind.table().file()).toList();
        unknown.removeAll(known);
        return unknown.stream()
                .map(name -> new Rejected(
                        name, 0, "unknown-file", "The registry's files are %s.".formatted(String.join(", ", known))))
                .toList();
    }

    private Counts load(Tables kind, byte[] bytes, List<Rejected> rejected) {
        var table = kind.table();
        var found = new ArrayList<Rejected>();
        var rows = incoming(kind, bytes, found);
        var meets = tables.compare(table, rows);
        var byMeeting =
                rows.stream().collect(Collectors.groupingBy(row -> Objects.requireNonNull(meets.get(row.line()))));
        var fixed = byMeeting.getOrDefault(Meets.ANOTHER_THAT_MAY_NOT_CHANGE, List.of());
        var changing = byMeeting.getOrDefault(Meets.ANOTHER, List.of());
        var fresh = byMeeting.getOrDefault(Meets.NOTHING, List.of());
        fixed.forEach(row -> found.add(new Rejected(table.file(), row.line(), "never-changes", neverChanges(table))));
        // updates first: a span must end before its successor can begin
        var refusedUpdates = tables.update(table, changing);
        var refusedInserts = tables.insert(table, fresh);
        refusedUpdates.forEach(one -> found.add(new Rejected(table.file(), one.line(), one.code(), one.detail())));
        refusedInserts.forEach(one -> found.add(new Rejected(table.file(), one.line(), one.code(), one.detail())));
        found.sort(Comparator.comparingInt(Rejected::line));
        rejected.addAll(found);
        return new Counts(
                fresh.size() - refusedInserts.size(),
                changing.size() - refusedUpdates.size(),
                byMeeting.getOrDefault(Meets.THE_SAME, List.of()).size());
    }

    private static String neverChanges(Table table) {
        return "It is stored with another %s, which never changes: reads rest on it."
                .formatted(table.of(Role.FIXED).stream().map(Table.Column::name).collect(Collectors.joining(" or ")));
    }

    private List<Incoming> incoming(Tables kind, byte[] bytes, List<Rejected> rejected) {
        var table = kind.table();
        var allowed = new TreeSet<>(table.fileColumns());
        allowed.addAll(table.optionalColumns());
        var incoming = new ArrayList<Incoming>();
        try {
            var rows = CsvRows.read(bytes, table.fileColumns(), allowed);
            var known = lookups.of(rows);
            var lines = new HashMap<List<String>, Integer>();
            for (var row : rows) {
                try {
                    var one = new Incoming(row.line(), kind.values(Fields.of(row), known));
                    refuseTwice(table, one, lines);
                    incoming.add(one);
                } catch (BadRow bad) {
                    rejected.add(new Rejected(table.file(), row.line(), bad.code(), bad.detail()));
                }
            }
        } catch (BadRow wholeFile) {
            rejected.add(new Rejected(table.file(), 0, wholeFile.code(), wholeFile.detail()));
        }
        return incoming;
    }

    /** Two rows of one name in one file: which is meant nobody can say, so the first is taken. */
    private static void refuseTwice(Table table, Incoming row, Map<List<String>, Integer> lines) throws BadRow {
        var key = new ArrayList<String>();
        for (var i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).role() == Role.KEY) {
                key.add(String.valueOf(row.values().get(i)));
            }
        }
        var first = lines.putIfAbsent(key, row.line());
        if (first != null) {
            throw new BadRow("twice-in-file", "Line %d already says what this is.".formatted(first));
        }
    }
}
