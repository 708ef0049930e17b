package meterside.metering;

/** The topics, and how many partitions each has. Whoever needs one makes it if it is not there. */
public final class Topics {

    /** Blocks of reads on their way into the database; the only way in. Keyed by what the feed calls the channel. */
    public static final String METER_READS = "meter-reads";

    /** What could not be decoded, with the reason in the header {@code reason}. */
    public static final String METER_READS_DEAD = "meter-reads-dead";

    /** {@link UsageChanged}, keyed by usage point. */
    public static final String USAGE_CHANGED = "usage-changed";

    /** Two: as many as the cores of the smallest machine we run on. */
    public static final int PARTITIONS = 2;

    private Topics() {}
}
