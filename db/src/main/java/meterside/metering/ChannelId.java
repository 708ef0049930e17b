package meterside.metering;

/** Our id of a channel: one quantity in one direction, measured at one usage point. */
public record ChannelId(int value) implements Comparable<ChannelId> {

    @Override
    public int compareTo(ChannelId other) {
        return Integer.compare(value, other.value);
    }
}
