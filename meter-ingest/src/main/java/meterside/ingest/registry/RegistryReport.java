package meterside.ingest.registry;

import java.util.List;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param loaded by file name, such as {@code usage_points.csv}
 * @param rejected rows that were not taken, in the order of their files
 * @param accountsWithoutPoint numbers of accounts that were never served anywhere
 * @param pointsWithoutAccount numbers of usage points that nobody is served at now
 * @param metersWithoutReads meters installed now, as maker and serial, at points without a single read
 */
public record RegistryReport(
        Map<String, Counts> loaded,
        List<Rejected> rejected,
        List<String> accountsWithoutPoint,
        List<String> pointsWithoutAccount,
        List<String> metersWithoutReads) {

    public RegistryReport {
        loaded = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(loaded));
        rejected = List.copyOf(rejected);
        accountsWithoutPoint = List.copyOf(accountsWithoutPoint);
        pointsWithoutAccount = List.copyOf(pointsWithoutAccount);
        metersWithoutReads = List.copyOf(metersWithoutReads);
    }

    /** How many rows of a file were new, changed something, or said nothing new. */
    public record Counts(int added, int changed, int unchanged) {}

    /**
     * A row that was not taken.
     *
     * @param line from 1, the header's; 0 when it is the file as a whole
     * @param code stable, such as {@code no-such-point}
     * @param detail the reason in a sentence
     */
    public record Rejected(String file, int line, String code, String detail) {}
}
