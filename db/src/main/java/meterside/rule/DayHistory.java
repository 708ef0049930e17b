package meterside.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import meterside.metering.ReadingQuality;

/**
 * What was known of a day, and when: all versions of its reads, told again in the order in which they were stored. What is
 * decided depends on this alone, so that it is the same live, later, and however often it is asked.
 *
 * @param day its days since 1970-01-01
 */
public record DayHistory(int day, List<ReadVersion> versions) {

    public DayHistory {
        versions = List.copyOf(versions);
    }

    private record Change(Instant at, long weight, long billionths) {}

    /**
     * {@return the first instant at which a read that counts came or went, after which the sum was beyond the threshold}
     *
     * @param mayDecide on what arrives at this instant
     */
    public Optional<Passing> passing(DailyThreshold rule, Predicate<Instant> mayDecide) {
        var changes = changes(rule);
        var state = new long[DailyThreshold.STATE];
        rule.begin(state, 0, day);
        for (var i = 0; i < changes.size(); ) {
            var at = changes.get(i).at();
            for (; i < changes.size() && changes.get(i).at().equals(at); i++) {
                rule.add(state, 0, changes.get(i).weight(), changes.get(i).billionths());
            }
            if (mayDecide.test(at) && rule.settle(state, 0)) {
                return Optional.of(passing(rule, state, at));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return how the day turned from an instant on, in order, each to the contrary of the one before} Whoever may decide
     * has no part in this: what was told is true or not.
     *
     * @param since when it was last seen how the day stands
     * @param beyond how it was seen to stand then, all that was stored at that instant included
     */
    public List<Turn> turns(DailyThreshold rule, Instant since, boolean beyond) {
        var changes = changes(rule);
        var state = new long[DailyThreshold.STATE];
        rule.begin(state, 0, day);
        var turns = new ArrayList<Turn>();
        var stands = beyond;
        for (var i = 0; i < changes.size(); ) {
            var at = changes.get(i).at();
            for (; i < changes.size() && changes.get(i).at().equals(at); i++) {
                rule.add(state, 0, changes.get(i).weight(), changes.get(i).billionths());
            }
            if (!at.isBefore(since) && rule.isBeyond(state, 0) != stands) {
                stands = !stands;
                turns.add(new Turn(at, stands, rule.sum(state, 0)));
            }
        }
        return turns;
    }

    private List<Change> changes(DailyThreshold rule) {
        var changes = new ArrayList<Change>(versions.size() + 8);
        for (var version : versions) {
            if (version.wasCurrent() && rule.counts(version.quality())) {
                var weight = rule.weight(version.unit());
                changes.add(new Change(version.arrivedAt(), weight, version.billionths()));
                if (version.revisedAt() != null) {
                    changes.add(new Change(version.revisedAt(), weight, -version.billionths()));
                }
            }
        }
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    private Passing passing(DailyThreshold rule, long[] state, Instant at) {
        var known = versions.stream()
                .filter(version -> version.wasCurrent() && version.isKnownAt(at))
                .sorted(Comparator.comparing(ReadVersion::arrivedAt)
                        .thenComparing(ReadVersion::start)
                        .thenComparing(ReadVersion::channel))
                .toList();
        var counted =
                known.stream().filter(version -> rule.counts(version.quality())).toList();
        var quality = counted.stream()
                .map(ReadVersion::quality)
                .reduce(ReadingQuality::worse)
                .orElse(ReadingQuality.VALID);
        return new Passing(
                at,
                rule.sum(state, 0),
                quality,
                counted.stream().mapToLong(ReadVersion::seconds).sum(),
                known);
    }
}
