package meterside.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import meterside.metering.Interval;
import meterside.rule.Passing;
import meterside.rule.Turn;
import org.jspecify.annotations.Nullable;

/**
 * That a day passed a version's threshold.
 *
 * @param window the local day
 * @param expectedSeconds what the day has, over all channels that count
 * @param turns how it turned since, by what is known already
 */
record Decision(
        Watched watched,
        Watched.Version version,
        LocalDate day,
        Interval window,
        Passing passing,
        long expectedSeconds,
        List<Turn> turns) {

    /** Reads that come later than this after their day inform; they do not warn (rule AL13). */
    private static final Duration LATE = Duration.ofDays(3);

    /** {@return whether what was stored then of this day is long past} */
    static boolean isLate(Instant at, Interval window) {
        return at.isAfter(window.end().plus(LATE));
    }

    String kind() {
        return isLate(passing.at(), window) ? "usage-late" : "usage-threshold";
    }

    /** One a contact, whatever dies or comes again: the kind is not in it, since the same day is not told twice. */
    String key(long contact) {
        return "usage-threshold:v%d:%s:c%d".formatted(version.id(), day, contact);
    }

    /** {@return what the notice says, with everything as a page or a text needs it} */
    Map<String, Object> facts(@Nullable Long evaluation) {
        var facts = watched.facts(version, day, passing.billionths(), passing.at());
        facts.put("more", passing.coveredSeconds() < expectedSeconds);
        facts.put("quality", passing.quality().word());
        if (evaluation != null) {
            facts.put("evaluation", evaluation);
        }
        return facts;
    }
}
