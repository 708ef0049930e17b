package meterside.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import meterside.metering.Interval;
import meterside.metering.Quantity;
import meterside.rule.Passing;
import org.jspecify.annotations.Nullable;

/**
 * That a day passed a version's threshold.
 *
 * @param window the local day
 * @param expectedSeconds what the day has, over all channels that count
 */
record Decision(
        Watched watched,
        Watched.Version version,
        LocalDate day,
        Interval window,
        Passing passing,
        long expectedSeconds) {

    /** Reads that come later than this after their day inform; they do not warn (rule AL13). */
    private static final Duration LATE = Duration.ofDays(3);

    boolean isLate() {
        return passing.at().isAfter(window.end().plus(LATE));
    }

    String kind() {
        return isLate() ? "usage-late" : "usage-threshold";
    }

    /** One a contact, whatever dies or comes again: the kind is not in it, since the same day is not told twice. */
    String key(long contact) {
        return "usage-threshold:v%d:%s:c%d".formatted(version.id(), day, contact);
    }

    /** {@return what the notice says, with everything as a page or a text needs it} */
    Map<String, Object> facts(@Nullable Long evaluation) {
        var local = watched.local();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("alert", watched.alert());
        facts.put("commodity", watched.commodity());
        var channel = watched.channel();
        if (channel != null) {
            facts.put("channel", channel.value());
        }
        facts.put("day", day.toString());
        facts.put("value", Quantity.decimal(passing.billionths()));
        facts.put("threshold", new Quantity(version.threshold(), version.unit()).toDecimal());
        facts.put("unit", version.unit().symbol());
        facts.put("by", at(passing.at()));
        facts.put("zone", local.zone().getId());
        facts.put("more", passing.coveredSeconds() < expectedSeconds);
        facts.put("quality", passing.quality().word());
        if (evaluation != null) {
            facts.put("evaluation", evaluation);
        }
        return facts;
    }

    private String at(Instant instant) {
        return instant.atOffset(watched.local().offsetAt(instant)).toString();
    }
}
