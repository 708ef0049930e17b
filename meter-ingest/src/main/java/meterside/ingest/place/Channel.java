package meterside.ingest.place;

import java.util.List;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** A channel as placing needs it. One object per channel and snapshot. */
public final class Channel {

    private final int id;
    private final long usagePoint;
    private final LocalDays days;
    private final boolean register;
    private final @Nullable ReadLength length;
    private final Unit unit;
    private final Span during;
    private final List<Span> installations;

    Channel(
            int id,
            long usagePoint,
            LocalDays days,
            boolean register,
            @Nullable ReadLength length,
            Unit unit,
            Span during,
            List<Span> installations) {
        this.id = id;
        this.usagePoint = usagePoint;
        this.days = days;
        this.register = register;
        this.length = length;
        this.unit = unit;
        this.during = during;
        this.installations = List.copyOf(installations);
    }

    public int id() {
        return id;
    }

    public long usagePoint() {
        return usagePoint;
    }

    /** {@return the days of its usage point} */
    public LocalDays days() {
        return days;
    }

    /** {@return whether it is a counter's reads rather than use per interval} */
    boolean isRegister() {
        return register;
    }

    /** {@return its intervals' length; null when it has none: a register is read when it is read} */
    @Nullable
    ReadLength length() {
        return length;
    }

    Unit unit() {
        return unit;
    }

    Span during() {
        return during;
    }

    /** {@return when a meter was installed at its usage point} */
    List<Span> installations() {
        return installations;
    }
}
