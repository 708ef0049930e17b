package meterside.ingest.weather;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meterside.ingest.weather.StationDayRepository.Named;
import meterside.ingest.weather.StationDayRepository.Version;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores a file's days in one transaction, with what became of them. They do not go by Kafka, as reads do: Kafka keeps the
 * reads of a channel in order, spreads them over lanes and tells who waits for them, and a few hundred days of a station, which
 * belong to nobody and decide nothing, need none of it. What Kafka's offsets are for reads, {@code weather_file} is here: a
 * file that is read again, since it was killed in the middle, is found there or was not stored at all.
 */
@Component
public class StationDays {

    private static final int AT_ONCE = 1_000;

    private final StationDayRepository stored;
    private final TransactionOperations transaction;

    StationDays(StationDayRepository stored, TransactionOperations transaction) {
        this.stored = stored;
        this.transaction = transaction;
    }

    /**
     * Stores what is newer than what is there; of one day twice in a file the later line counts. Done again, it changes nothing.
     *
     * @param file our id of it
     * @param sha256 its content's, which decides between two files of the same stamp as it does between reads
     * @param zone of the stations
     */
    public void store(long file, String sha256, ZoneId zone, List<StationDay> days) {
        transaction.executeWithoutResult(status -> {
            if (!stored.knows(file)) {
                var count = new Count();
                for (var from = 0; from < days.size(); from += AT_ONCE) {
                    merge(file, sha256, days.subList(from, Math.min(days.size(), from + AT_ONCE)), count);
                }
                stored.note(
                        file,
                        count,
                        days.stream()
                                .map(StationDay::day)
                                .min(LocalDate::compareTo)
                                .map(day -> startOf(day, zone)),
                        days.stream()
                                .map(StationDay::day)
                                .max(LocalDate::compareTo)
                                .map(day -> startOf(day.plusDays(1), zone)));
            }
        });
    }

    /** What became of a file's days. */
    static final class Count {
        int accepted;
        int corrected;
        int unchanged;
    }

    private void merge(long file, String sha256, List<StationDay> days, Count count) {
        var current = new HashMap<>(stored.versions(days));
        Map<Named, StationDay> newer = new LinkedHashMap<>();
        for (var day : days) {
            var key = new Named(day.station(), day.day());
            var before = current.get(key);
            var version = new Version(day, sha256);
            if (before == null) {
                count.accepted++;
            } else if (before.day().says(day) || before.compareTo(version) >= 0) {
                count.unchanged++;
            } else {
                count.corrected++;
            }
            if (before == null || before.compareTo(version) < 0) {
                current.put(key, version);
                newer.put(key, day);
            }
        }
        stored.write(file, List.copyOf(newer.values()));
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
