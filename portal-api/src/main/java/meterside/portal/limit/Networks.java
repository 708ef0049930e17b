package meterside.portal.limit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Tells the network a request comes from. Behind a proxy that is the last address in {@code X-Forwarded-For} that is not a
 * trusted proxy's own; a request that does not come from a trusted proxy cannot say where it comes from.
 */
@Component
public class Networks {

    private final List<Range> trusted;

    /** @param proxies addresses or ranges such as 10.0.0.0/8, with commas between; none unless set */
    Networks(@Value("${METERSIDE_TRUSTED_PROXY:}") String proxies) {
        trusted = Stream.of(proxies.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Range::parse)
                .toList();
    }

    /** {@return where the request comes from} */
    public Network of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        var address = remote == null ? null : remote.getAddress();
        return Network.of(isTrusted(address) ? behind(address, request) : address);
    }

    private @Nullable InetAddress behind(@Nullable InetAddress proxy, ServerHttpRequest request) {
        var hops = new ArrayList<String>();
        request.getHeaders().getOrEmpty("X-Forwarded-For").forEach(header -> Stream.of(header.split(","))
                .map(String::strip)
                .forEach(hops::add));
        var nearest = proxy;
        for (var hop : hops.reversed()) {
            var address = literal(hop);
            if (address == null) {
                return nearest;
            }
            nearest = address;
            if (!isTrusted(address)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && trusted.stream().anyMatch(range -> range.holds(address));
    }

    /** Never asks a name server. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Addresses whose first bits are the same. */
    private record Range(InetAddress first, int bits) {

        static Range parse(String text) {
            var parts = text.split("/", 2);
            var first = InetAddress.ofLiteral(parts[0]);
            var most = first.getAddress().length * Byte.SIZE;
            var bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("METERSIDE_TRUSTED_PROXY has no such range as " + text);
            }
            return new Range(first, bits);
        }

        boolean holds(InetAddress address) {
            var one = first.getAddress();
            var other = address.getAddress();
            if (one.length != other.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % Byte.SIZE;
                if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
