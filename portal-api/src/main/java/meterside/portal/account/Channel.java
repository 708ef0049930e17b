package meterside.portal.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import meterside.metering.UsagePointId;
import org.jspecify.annotations.Nullable;

/**
 * A channel as far as one account reaches: who may see it is settled. Only this package makes one.
 */
public final class Channel {

    private final ChannelRepository.Stored stored;
    private final Interval during;
    private final List<CustomerScope> scopes;

    /** @param scopes those that meet {@code during}, in order of time; at least one */
    Channel(ChannelRepository.Stored stored, Interval during, List<CustomerScope> scopes) {
        this.stored = stored;
        this.during = during;
        this.scopes = List.copyOf(scopes);
    }

    public ChannelId id() {
        return new ChannelId(stored.id());
    }

    public UsagePointId usagePoint() {
        return scopes.getFirst().usagePoint();
    }

    /** {@return the account's spans at the usage point: more than one if it left and came back} */
    public List<CustomerScope> scopes() {
        return scopes;
    }

    public LocalDays days() {
        return scopes.getFirst().days();
    }

    public String unit() {
        return stored.unit();
    }

    /** {@return electricity, water or gas} */
    public String commodity() {
        return stored.commodity();
    }

    /** {@return what is measured, such as energy or volume} */
    public String quantity() {
        return stored.quantity();
    }

    /** {@return delivered to the customer, received from them, net or total} */
    public String flow() {
        return stored.flow();
    }

    /** {@return whether it is the account's to read also after the instant} */
    public boolean lastsBeyond(Instant instant) {
        var to = to();
        return to == null || to.isAfter(instant);
    }

    /** {@return how long its intervals are: {@code PT15M} … {@code P1D}, or irregular} */
    public String length() {
        return stored.length();
    }

    /** {@return whether it counts what is delivered to the customer} */
    public boolean isDelivered() {
        return stored.flow().equals("delivered");
    }

    /** {@return whether it has reads of use per interval; a counter has not} */
    public boolean hasIntervals() {
        return stored.kind().equals("delta") && !stored.length().equals("irregular");
    }

    /** {@return whether its intervals are an hour or less, so that hours can be told} */
    public boolean tellsHours() {
        var length = ReadLength.parse(stored.length());
        return length.minutes() > 0 && length.minutes() <= 60;
    }

    /** {@return whether whole intervals fill a quarter of an hour, so that quarter-hours can be told} */
    public boolean tellsQuarterHours() {
        var length = ReadLength.parse(stored.length());
        return length.minutes() > 0 && 15 % length.minutes() == 0;
    }

    /** {@return the local day on which the channel begins} */
    public LocalDate firstDay() {
        return days().dayOf(during.start());
    }

    /** {@return the local day after the last on which the channel exists} */
    public LocalDate endDay() {
        var day = days().dayOf(during.end());
        return days().startOf(day).equals(during.end()) ? day : day.plusDays(1);
    }

    /** {@return what is stored of it, for its page} */
    ChannelRepository.Stored stored() {
        return stored;
    }

    /** {@return from when this account may see it} */
    Instant from() {
        var first = scopes.getFirst().span().start();
        return first.isAfter(during.start()) ? first : during.start();
    }

    /** {@return until when, or null while it lasts} */
    @Nullable
    Instant to() {
        var last = scopes.getLast().span().end();
        var end = last.isBefore(during.end()) ? last : during.end();
        return end.equals(CustomerScope.OPEN) ? null : end;
    }
}
