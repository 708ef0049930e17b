package meterside.portal.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address as it is written in the audit; empty when unknown
 * @param subject whom limits are counted for: an IPv6 customer is given a whole /64 and may send from any address of it
 */
public record Network(String address, String subject) {

    static Network of(@Nullable InetAddress address) {
        if (address == null) {
            return new Network("", "network unknown");
        }
        var text = address.getHostAddress().replaceFirst("%.*", "");
        var whose = address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64"
                : text;
        return new Network(text, "network " + whose);
    }
}
