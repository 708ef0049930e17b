package meterside.portal.espi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.UUID;
import meterside.metering.ChannelId;
import meterside.metering.UsagePointId;

/**
 * What the parts of a file are called. A link is where ESPI would have the resource; an id is the link's UUID of version 5
 * (RFC 9562), so it is the same in every file, and no two utilities' or customers' ids meet (rule EX1).
 */
public final class Names {

    /** RFC 9562's name space of URLs. */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private final String resources;
    private final String point;
    private final String pointId;

    /**
     * Names of one usage point of one account.
     *
     * @param house where customers reach the portal, without a slash at its end
     */
    public Names(String house, long account, UsagePointId usagePoint) {
        resources = house + "/espi/1_1/resource";
        pointId = Long.toString(usagePoint.value());
        point = "%s/RetailCustomer/%d/UsagePoint/%s".formatted(resources, account, pointId);
    }

    public String points() {
        return up(point);
    }

    public String point() {
        return point;
    }

    public String localTime() {
        return resources + "/LocalTimeParameters/" + pointId;
    }

    public String readings() {
        return point + "/MeterReading";
    }

    public String reading(ChannelId channel) {
        return readings() + "/" + channel.value();
    }

    /**
     * {@return how a channel's reads are written}
     *
     * @param exponent belongs to the name, since with another the same value means another amount
     */
    public String type(ChannelId channel, int exponent) {
        return "%s/ReadingType/%d.%d".formatted(resources, channel.value(), -exponent);
    }

    public String blocks(ChannelId channel) {
        return reading(channel) + "/IntervalBlock";
    }

    public String block(ChannelId channel, LocalDate day) {
        return blocks(channel) + "/" + day;
    }

    /** {@return what the point cost, as its bills say} */
    public String summaries() {
        return point + "/UsageSummary";
    }

    /**
     * {@return what one bill says of it}
     *
     * @param charge of a bill; a corrected one is another
     */
    public String summary(long charge) {
        return summaries() + "/" + charge;
    }

    /** {@return the collection that a resource is in} */
    public static String up(String link) {
        return link.substring(0, link.lastIndexOf('/'));
    }

    /** {@return the id of what the link names} */
    public static String id(String link) {
        return "urn:uuid:" + version5(URLS, link);
    }

    static UUID version5(UUID space, String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        var hashed = ByteBuffer.wrap(sha1(ByteBuffer.allocate(16 + text.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(text)
                .array()));
        return new UUID((hashed.getLong() & ~0xF000L) | 0x5000L, (hashed.getLong() & ~(0b11L << 62)) | (0b10L << 62));
    }

    /** Not for secrecy: RFC 9562 makes its version 5 so. */
    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
