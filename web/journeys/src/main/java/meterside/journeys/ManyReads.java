package meterside.journeys;

import java.time.LocalDate;

/**
 * Customers of one electric meter each, with the days and the quarter-hourly reads of some years, written straight into the
 * tables as ingest would have left them: reads and days as they came, so that a customer's lie as far apart as they would. The
 * same numbers make the same rows.
 *
 * @param prefix of the numbers of their accounts
 * @param first the first local day, New York's, with a sum
 * @param firstRead the first day of which there are the reads too, from which its sum is then made
 * @param end the day after the last
 */
record ManyReads(String prefix, int customers, LocalDate first, LocalDate firstRead, LocalDate end) {

    /** Up to 1.999 kWh a quarter hour, by a multiplication that scatters its bits. */
    private static final String READ =
            "mod(c.id * 7919::bigint + extract(epoch from t)::bigint / 900 * 104729, 2000) * 1000000";

    void write(House house) {
        house.sql("""
                insert into account (number, name) select '%1$s' || n, 'Bench' from generate_series(1, %2$d) n;
                insert into usage_point (number, commodity, zone)
                select '%1$s' || n, 'electricity', 'America/New_York' from generate_series(1, %2$d) n;
                insert into service_agreement (account, usage_point, during)
                select a.id, p.id, tstzrange('%3$s'::timestamp at time zone p.zone, null)
                from account a join usage_point p on p.number = a.number where starts_with(a.number, '%1$s') order by a.id;
                insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                select p.id, 'energy', 'delivered', 'delta', 'kWh', 'PT15M', tstzrange('%3$s'::timestamp at time zone p.zone, null)
                from usage_point p where starts_with(p.number, '%1$s') order by p.id
                """.formatted(prefix, customers, first));
        for (var from = firstRead; from.isBefore(end); from = from.plusMonths(6)) {
            reads(house, from, from.plusMonths(6).isBefore(end) ? from.plusMonths(6) : end);
        }
        house.sql("""
                insert into usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                select c.id, d.day, mod(c.id * 7919::bigint + (d.day - date '2000-01-01'), 60000) * 1000000, s.seconds, s.seconds,
                       s.seconds / 900, 0, 0
                from (select day::date as day from generate_series(date '%2$s', date '%3$s' - 1, interval '1 day') day) d
                cross join lateral (select extract(epoch from (d.day + 1)::timestamp at time zone 'America/New_York'
                                                              - d.day::timestamp at time zone 'America/New_York')::int as seconds) s
                cross join (%1$s) c
                order by d.day, c.id;
                insert into usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                select r.channel, (r.start at time zone 'America/New_York')::date, sum(r.billionths), sum(r.seconds), sum(r.seconds),
                       count(*), 0, 0
                from interval_read r where r.channel in (select c.id from (%1$s) c)
                group by 1, 2 order by 2, 1
                """.formatted(channels(), first, firstRead));
    }

    private void reads(House house, LocalDate from, LocalDate to) {
        house.sql("""
                insert into interval_read (start, billionths, block, channel, seconds, quality)
                select t, %1$s, 1, c.id, 900, 0
                from generate_series('%3$s'::timestamp at time zone 'America/New_York',
                                     '%4$s'::timestamp at time zone 'America/New_York' - interval '15 minutes',
                                     interval '15 minutes') t
                cross join (%2$s) c
                order by t, c.id
                """.formatted(READ, channels(), from, to));
    }

    private String channels() {
        return "select c.id from channel c join usage_point p on p.id = c.usage_point where starts_with(p.number, '%s')"
                .formatted(prefix);
    }
}
