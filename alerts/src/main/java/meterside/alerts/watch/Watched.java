package meterside.alerts.watch;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import meterside.metering.ChannelId;
import meterside.metering.Conversion;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.Unit;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.rule.Term;
import org.jspecify.annotations.Nullable;

/**
 * An alert, all its versions, and the channels it adds up.
 *
 * @param channel the one channel it watches, or null when it watches a service
 * @param versions from the oldest to the newest
 * @param channels in order of their ids
 */
record Watched(
        long alert,
        long account,
        long login,
        @Nullable ChannelId channel,
        List<Version> versions,
        List<Channel> channels) {

    Watched {
        versions = List.copyOf(versions);
        channels = List.copyOf(channels);
    }

    /** @param threshold billionths of {@code unit} */
    record Version(
            long id,
            long threshold,
            Unit unit,
            boolean countEstimates,
            List<Long> contacts,
            Instant madeAt,
            @Nullable Instant replacedAt,
            @Nullable Instant endedAt) {

        Term term() {
            return new Term(madeAt, replacedAt, endedAt);
        }

        /** {@return whether anything that arrives could be for it} Reads may be a few minutes ahead of the clock. */
        boolean mayDecide(LocalDate day, LocalDays local) {
            return !day.isBefore(local.dayOf(madeAt))
                    && (replacedAt == null || !day.isAfter(local.dayOf(replacedAt)))
                    && (endedAt == null || !day.isAfter(local.dayOf(endedAt).plusDays(1)));
        }
    }

    /**
     * A channel as far as the account reaches.
     *
     * @param stays the account's agreements at the usage point, those without a break as one
     */
    record Channel(
            ChannelId id,
            UsagePointId usagePoint,
            String commodity,
            Unit unit,
            LocalDays days,
            Interval during,
            List<Interval> stays) {

        Channel {
            stays = List.copyOf(stays);
        }

        /** {@return whether the day is wholly the account's, and the channel exists in it} Another tenant's read never counts. */
        boolean has(LocalDate day) {
            var whole = days.of(day);
            return during.start().isBefore(whole.end())
                    && whole.start().isBefore(during.end())
                    && stays.stream()
                            .anyMatch(stay -> !stay.start().isAfter(whole.start())
                                    && !whole.end().isAfter(stay.end()));
        }
    }

    String commodity() {
        return channels.getFirst().commodity();
    }

    /** {@return the days by which it decides: of a service in several zones, those of its first channel} */
    LocalDays local() {
        return channels.getFirst().days();
    }

    ZoneId zone() {
        return local().zone();
    }

    /** {@return what a notice about a day says, with everything as a page or a text needs it} */
    Map<String, Object> facts(Version version, LocalDate day, BigInteger billionths, Instant at) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("alert", alert);
        facts.put("commodity", commodity());
        if (channel != null) {
            facts.put("channel", channel.value());
        }
        facts.put("day", day.toString());
        facts.put("value", Quantity.decimal(billionths));
        facts.put("threshold", new Quantity(version.threshold(), version.unit()).toDecimal());
        facts.put("unit", version.unit().symbol());
        facts.put("by", at.atOffset(local().offsetAt(at)).toString());
        facts.put("zone", zone().getId());
        return facts;
    }

    /** {@return the channels that count on the day for a threshold in this unit} */
    List<Channel> channels(LocalDate day, Unit unit) {
        return channels.stream()
                .filter(of -> of.has(day) && Conversion.between(of.unit(), unit).isPresent())
                .toList();
    }

    /** {@return days that the changes touch and that some version may decide} */
    List<LocalDate> days(Collection<UsageChanged> changes) {
        var days = new TreeSet<LocalDate>();
        for (var change : changes) {
            for (var of : channels) {
                if (of.usagePoint().equals(change.usagePoint())) {
                    add(of, change.interval(), days);
                }
            }
        }
        days.removeIf(day -> versions.stream().noneMatch(version -> version.mayDecide(day, local())));
        return List.copyOf(days);
    }

    private void add(Channel of, Interval changed, TreeSet<LocalDate> to) {
        var first = of.days().dayOf(changed.start());
        var made = local().dayOf(versions.getFirst().madeAt());
        var last = of.days().dayOf(changed.end().minusNanos(1));
        for (var day = first.isBefore(made) ? made : first; !day.isAfter(last); day = day.plusDays(1)) {
            if (of.has(day)) {
                to.add(day);
            }
        }
    }
}
