package meterside.ingest.rollup;

import java.time.LocalDate;
import java.util.Comparator;

/** A local day of a channel. Ordered, since rows that two processes lock are locked in one order. */
public record ChannelDay(int channel, LocalDate day) implements Comparable<ChannelDay> {

    private static final Comparator<ChannelDay> ORDER =
            Comparator.comparingInt(ChannelDay::channel).thenComparing(ChannelDay::day);

    @Override
    public int compareTo(ChannelDay other) {
        return ORDER.compare(this, other);
    }
}
