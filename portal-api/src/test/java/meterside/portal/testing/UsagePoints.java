package meterside.portal.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Usage points with channels, and who is served at them. Dull by default: water in New York, by the hour, in gallons. */
public final class UsagePoints {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Rows rows;
    private String commodity = "water";
    private String zone = "America/New_York";
    private String address = "14 Alder Street";

    private UsagePoints(Rows rows) {
        this.rows = rows;
    }

    public static UsagePoints aPoint(Rows rows) {
        return new UsagePoints(rows);
    }

    public UsagePoints of(String other) {
        commodity = other;
        return this;
    }

    public UsagePoints in(String otherZone) {
        zone = otherZone;
        return this;
    }

    public UsagePoints at(String otherAddress) {
        address = otherAddress;
        return this;
    }

    public Point insert() {
        var id = rows.write(
                "insert into usage_point (number, commodity, zone, address) values (?, ?, ?, ?) returning id",
                "P-" + NUMBERS.incrementAndGet(),
                commodity,
                zone,
                address);
        return new Point(rows, id, zone);
    }

    /** A usage point that is there. */
    public record Point(Rows rows, long id, String zone) {

        /** Serves the account from a local day to before another, or for good. */
        public Point servedTo(long account, String from, @Nullable String to) {
            rows.write(
                    "insert into service_agreement (account, usage_point, during) values (?, ?, tstzrange(?, ?)) returning id",
                    account,
                    id,
                    Rows.day(from, zone),
                    to == null ? null : Rows.day(to, zone));
            return this;
        }

        /** {@return a channel of water in gallons} */
        public Reads channel(String length) {
            return channel("volume", "delta", "gal", length, Instant.parse("2020-01-01T05:00:00Z"));
        }

        public Reads channel(String quantity, String kind, String unit, String length, Instant from) {
            var channel = rows.write("""
                    insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                    values (?, ?, 'delivered', ?, ?, ?, tstzrange(?, null)) returning id
                    """, id, quantity, kind, unit, length, from);
            return new Reads(rows, (int) channel, zone);
        }
    }
}
