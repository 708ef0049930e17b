package meterside.metering;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the topic {@code usage-changed} says: reads of this usage point within this interval are not what they were.
 * Without amounts, so that saying it twice or too widely does no harm. Kafka's key is the usage point's id.
 *
 * @param interval holds every read that changed; may hold more
 */
public record UsageChanged(UsagePointId usagePoint, Interval interval) {

    private static final String VERSION = "1";

    /** {@return the message, such as {@code 1 12 2026-11-01T04:00:00Z/2026-11-02T05:00:00Z}} */
    public byte[] toBytes() {
        return "%s %d %s".formatted(VERSION, usagePoint.value(), interval).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return the message in these bytes}
     *
     * @throws IllegalArgumentException if they are not such a message
     */
    public static UsageChanged ofBytes(byte[] bytes) {
        var words = new String(bytes, StandardCharsets.UTF_8).split("[ /]", -1);
        if (words.length != 4 || !words[0].equals(VERSION)) {
            throw new IllegalArgumentException("not a usage-changed message of version " + VERSION);
        }
        try {
            return new UsageChanged(
                    new UsagePointId(Long.parseLong(words[1])),
                    new Interval(Instant.parse(words[2]), Instant.parse(words[3])));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a usage-changed message without a proper interval", malformed);
        }
    }
}
