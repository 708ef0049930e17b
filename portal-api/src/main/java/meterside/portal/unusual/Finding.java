package meterside.portal.unusual;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import meterside.metering.Interval;

/**
 * Something unusual of a channel.
 *
 * @param span the hours in which it never stopped; the day of which much was used; the time for which reads are late
 * @param value billionths of the channel's unit: the least of the hours; what was used that day
 * @param usual billionths: what such a day uses otherwise
 */
record Finding(Kind kind, Interval span, Optional<BigInteger> value, Optional<BigInteger> usual) {

    /** What it is; what matters most stands first. */
    enum Kind {
        /** Water that never stops: a leak, as a rule. */
        RUNNING,
        /** Far more than on such a day otherwise. */
        HIGH,
        /** Reads that keep us waiting longer than they used to. */
        LATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding running(Interval span, BigInteger least) {
        return new Finding(Kind.RUNNING, span, Optional.of(least), Optional.empty());
    }

    static Finding high(Interval day, BigInteger value, BigInteger usual) {
        return new Finding(Kind.HIGH, day, Optional.of(value), Optional.of(usual));
    }

    static Finding late(Interval since) {
        return new Finding(Kind.LATE, since, Optional.empty(), Optional.empty());
    }
}
