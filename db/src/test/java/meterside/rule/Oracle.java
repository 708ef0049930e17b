package meterside.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whom to tell, said once more as plainly as it can be: reads come, the better version of each is kept, a day is added up
 * anew. Shares no code with what it judges. For one home in one zone.
 */
public final class Oracle {

    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    /** {@code key} names the channel; {@code stamp} and {@code name} say which version of a read is newer. */
    public record Read(
            String key, Instant start, BigDecimal amount, boolean estimated, Instant stamp, String name, int place) {}

    /** {@code units} says how many of the threshold's unit one of each channel's is; a channel without does not count. */
    public record Version(
            String name,
            BigDecimal threshold,
            boolean countEstimates,
            Map<String, BigDecimal> units,
            Instant made,
            Instant replaced,
            Instant ended) {}

    private static final Comparator<Read> BETTER = Comparator.comparing((Read read) -> !read.estimated())
            .thenComparing(Read::stamp)
            .thenComparing(Read::name)
            .thenComparing(Read::place);

    private final ZoneId zone;
    private final List<Version> versions;
    private final Map<String, Read> known = new HashMap<>();
    private final Map<LocalDate, Map<String, Read>> days = new HashMap<>();

    /** {@code version day} → when and with which sum. */
    private final TreeMap<String, String> told = new TreeMap<>();

    /** {@code version day} → whether it is still so. */
    private final Map<String, Boolean> beyond = new HashMap<>();

    private final TreeSet<String> turned = new TreeSet<>();

    public Oracle(ZoneId zone, List<Version> versions) {
        this.zone = zone;
        this.versions = versions;
    }

    /** Takes what is stored at one instant. */
    public void arrive(Instant now, List<Read> reads) {
        var touched = new TreeSet<LocalDate>();
        var counted = new TreeSet<String>();
        for (var read : reads) {
            var id = read.key() + " " + read.start();
            var before = known.get(id);
            if (before != null && BETTER.compare(read, before) <= 0) {
                continue;
            }
            known.put(id, read);
            var day = LocalDate.ofInstant(read.start(), zone);
            days.computeIfAbsent(day, unseen -> new HashMap<>()).put(id, read);
            if (before == null
                    || before.amount().compareTo(read.amount()) != 0
                    || before.estimated() != read.estimated()) {
                touched.add(day);
                for (var version : versions) {
                    var counts = !read.estimated() || version.countEstimates() || before != null && !before.estimated();
                    if (counts && version.units().containsKey(read.key())) {
                        counted.add(version.name() + " " + day);
                    }
                }
            }
        }
        for (var version : versions) {
            for (var day : touched) {
                var what = version.name() + " " + day;
                if (told.containsKey(what)) {
                    turn(what, version, day, now);
                } else if (counted.contains(what) && decides(version, day, now)) {
                    decide(what, version, day, now);
                }
            }
        }
    }

    private boolean decides(Version version, LocalDate day, Instant now) {
        var replacedOn = LocalDate.ofInstant(version.replaced(), zone);
        return now.isAfter(version.made())
                && !day.isBefore(LocalDate.ofInstant(version.made(), zone))
                && now.isBefore(version.ended())
                && (day.isBefore(replacedOn) || day.equals(replacedOn) && !now.isAfter(version.replaced()));
    }

    private void decide(String what, Version version, LocalDate day, Instant now) {
        var sum = sum(version, day);
        if (sum.compareTo(version.threshold()) > 0) {
            told.put(what, now + " " + written(sum));
            beyond.put(what, true);
        }
    }

    /** What was told is true or not, whoever decides of the day by now. */
    private void turn(String what, Version version, LocalDate day, Instant now) {
        var sum = sum(version, day);
        var is = sum.compareTo(version.threshold()) > 0;
        if (!Boolean.valueOf(is).equals(beyond.put(what, is))) {
            turned.add("%s %s %s %s".formatted(what, now, is, written(sum)));
        }
    }

    private static String written(BigDecimal sum) {
        return sum.setScale(6, java.math.RoundingMode.HALF_EVEN).toPlainString();
    }

    private BigDecimal sum(Version version, LocalDate day) {
        var sum = BigDecimal.ZERO;
        for (var read : new ArrayList<>(days.get(day).values())) {
            var unit = version.units().get(read.key());
            if (unit != null && (version.countEstimates() || !read.estimated())) {
                sum = sum.add(read.amount().multiply(unit, EXACT_ENOUGH));
            }
        }
        return sum;
    }

    /** {@return {@code version day instant beyond sum} of each turn of a day that was told, in order} */
    public List<String> turned() {
        return List.copyOf(turned);
    }

    /** {@return {@code version day instant sum}, the sum to six decimals, in order} */
    public List<String> told() {
        var lines = new ArrayList<String>();
        told.forEach((what, how) -> lines.add(what + " " + how));
        return lines;
    }
}
