package meterside.portal.testing;

import static meterside.portal.testing.UsagePoints.aPoint;

import meterside.portal.testing.UsagePoints.Point;
import meterside.testing.Backing;

/**
 * Two homes and three customers. On June 1 demo moved into the first home, and former out of it; other has always lived in
 * the second. Water is read every hour, one gallon the first hour, two the next …, in the days around the move and at the
 * end of October.
 */
public record Homes(Backing.Database database, long demo, long other, long former, Reads water, Reads othersWater) {

    public static final String DEMO = "demo@meterside.example";
    public static final String OTHER = "other@meterside.example";
    public static final String FORMER = "former@meterside.example";
    public static final String NOW = "2026-11-02T20:00:00Z";
    private static final String MOVED = "2026-06-01";

    public static Homes in(Backing.Database database) {
        var rows = new Rows(database);
        Reads.block(rows);
        var customers = new Customers(rows);
        var demo = customers.account("Dana Demo");
        var other = customers.account("Otto Other");
        var former = customers.account("Fay Former");
        customers.login(DEMO, demo);
        customers.login(OTHER, other);
        customers.login(FORMER, former);
        var first = aPoint(rows).insert().servedTo(former, "2025-01-01", MOVED).servedTo(demo, MOVED, null);
        var second = aPoint(rows).at("2 Birch Street").insert().servedTo(other, "2025-01-01", null);
        return new Homes(database, demo, other, former, read(first), read(second));
    }

    private static Reads read(Point point) {
        var reads = point.channel("PT1H");
        for (var days : new String[][] {
            {"2026-05-30", "2026-05-31", "2026-06-01", "2026-06-02", "2026-06-03"},
            {"2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02"}
        }) {
            var end = days[days.length - 1];
            reads.every(
                    3600, Rows.day(days[0], point.zone()), Rows.day(end, point.zone()), n -> (n + 1) * Reads.BILLION);
            for (var day : days) {
                reads.rolledUp(day);
            }
        }
        return reads;
    }

    /** {@return the path of the usage of a channel} */
    public static String usage(long account, long channel, String from, String to, String by) {
        return "/api/accounts/%d/channels/%d/usage?from=%s&to=%s&by=%s".formatted(account, channel, from, to, by);
    }
}
