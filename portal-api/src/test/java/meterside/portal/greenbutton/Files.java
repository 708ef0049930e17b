package meterside.portal.greenbutton;

import static meterside.portal.testing.UsagePoints.aPoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import meterside.portal.testing.BillFiles;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.portal.testing.UsagePoints.Point;
import meterside.testing.Backing;

/** A customer with a solar home, gas and water, a neighbour, and the files they take. */
final class Files implements AutoCloseable {

    static final String NEW_YORK = "America/New_York";
    static final Instant FIRST_STORED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EMAIL = "green@meterside.example";
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T05:00:00Z");

    final Backing.Database database;
    final Rows rows;
    final long account;
    final long neighbour;
    final Portal portal;
    final Browser browser;

    Files() {
        database = Backing.database();
        rows = new Rows(database);
        rows.write("""
                insert into read_block (id, feed, key, origin, stamped_at, first_line, last_line, unit, accepted, corrected,
                                        unchanged, rejected, stored_at)
                values (1, 'cmep', 'k', 'feed', ?, 1, 1, 'gal', 1, 0, 0, 0, ?)
                """, FIRST_STORED, FIRST_STORED);
        var customers = new Customers(rows);
        account = customers.account("Greta Green");
        neighbour = customers.account("Nils Neighbour");
        customers.login(EMAIL, account);
        portal = Portal.on(database, "2026-11-03T20:00:00Z", "METERSIDE_PUBLIC_URL", "https://my.riverton.example");
        browser = portal.browser().signedInAs(EMAIL);
    }

    Point point(String commodity) {
        return aPoint(rows).of(commodity).insert().servedTo(account, "2026-01-01", null);
    }

    static Reads delivered(Point point, String unit, String length) {
        return point.channel(unit.equals("gal") ? "volume" : "energy", "delta", unit, length, LONG_AGO);
    }

    /** Whatever the home gives back to the grid. */
    Reads received(Point point) {
        var reads = point.channel("energy-back", "delta", "kWh", "PT15M", LONG_AGO);
        rows.write("update channel set quantity = 'energy', flow = 'received' where id = ?", reads.channel());
        return reads;
    }

    static String path(long account, long point, String from, String to) {
        return "/api/accounts/%d/usage-points/%d/green-button.xml?from=%s&to=%s".formatted(account, point, from, to);
    }

    String xml(Point point, String from, String to) {
        return xml(path(account, point.id(), from, to));
    }

    String xml(String path) {
        var answer = browser.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/atom+xml");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        return answer.body();
    }

    /** Takes in a bill for these days: two charges, of which only the first is the point's own. */
    void bill(Point point, String service, String from, String to, String amount, String... lines) {
        var number = rows.text("select number from account where id = ?", account);
        var place = rows.text("select number from usage_point where id = ?", point.id());
        var total = new BigDecimal(amount).add(BigDecimal.TEN).toPlainString();
        new BillFiles(database)
                .take(
                        "bill,%s-%s,%s,%s,%s,%s,%s,%s".formatted(place, from, number, to, to, from, to, total),
                        "charge,%s,service,%s,,,,%s,4518,gal,estimated\n%s"
                                .formatted(service, place, amount, String.join("\n", lines)),
                        service.equals("water")
                                ? "charge,sewer,service,%s,,,,10.00,,,flat".formatted(place)
                                : "charge,solid-waste,service,,,,,10.00,,,flat");
        rows.write("update bill_import set imported_at = ?", Instant.parse("2026-11-02T15:00:00Z"));
    }

    Parsed file(Point point, String from, String to) {
        return Parsed.of(xml(point, from, to));
    }

    String code(Point point, String from, String to) {
        var answer = browser.get(path(account, point.id(), from, to));
        return answer.status() + " " + answer.code();
    }

    /** {@return what is stored, times {@code scale}: 1000 makes Wh of kWh} */
    List<Parsed.Read> stored(Reads reads, String from, String to, int scale) {
        var text = rows.text("""
                select string_agg(concat_ws(' ', extract(epoch from start)::bigint, seconds, billionths, quality), ','
                                  order by start)
                from interval_read where channel = ? and start >= ? and start < ?
                """, reads.channel(), Rows.day(from, reads.zone()), Rows.day(to, reads.zone()));
        return Arrays.stream(text.split(",", -1))
                .map(word -> word.split(" ", -1))
                .map(part -> new Parsed.Read(
                        Long.parseLong(part[0]),
                        Long.parseLong(part[1]),
                        new BigDecimal(part[2])
                                .multiply(BigDecimal.valueOf(scale))
                                .scaleByPowerOfTen(-9),
                        Integer.parseInt(part[3])))
                .toList();
    }

    @Override
    public void close() {
        portal.close();
    }
}
