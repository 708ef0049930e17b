package meterside.portal.threshold;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import meterside.metering.Conversion;
import meterside.metering.Unit;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is watched: one channel, or all channels of a service that deliver to the account, together.
 *
 * @param channel the one channel, or null for a service
 * @param channels those that are added up; at least one
 */
public record Subject(@Nullable Channel channel, String commodity, List<Channel> channels) {

    private static final Set<String> COMMODITIES = Set.of("electricity", "water", "gas");

    public Subject {
        channels = channels.stream().sorted(Comparator.comparing(Channel::id)).toList();
    }

    /** Says which: a channel's id or a commodity, and not both. */
    public record Named(@Nullable String channel, @Nullable String commodity) {

        public Named {
            if ((channel == null) == (commodity == null)) {
                throw new MalformedRequest("Name either a channel or a commodity.");
            }
            if (commodity != null && !COMMODITIES.contains(commodity)) {
                throw new MalformedRequest("The commodity is one of electricity, water, gas.");
            }
        }
    }

    /** {@return whose it is} */
    public CustomerScope scope() {
        return channels.getFirst().scopes().getFirst();
    }

    /**
     * {@return the channels a threshold in this unit adds up}
     *
     * @throws UnitDoesNotFit if there is none
     */
    public List<Channel> measuredIn(Unit unit) {
        var fitting = channels.stream()
                .filter(of -> Unit.ofSymbol(of.unit())
                        .flatMap(own -> Conversion.between(own, unit))
                        .isPresent())
                .toList();
        if (fitting.isEmpty()) {
            throw new UnitDoesNotFit();
        }
        return fitting;
    }
}
