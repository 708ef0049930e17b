package meterside.portal.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;

/** The reads of one channel, stored as ingest would. */
public record Reads(Rows rows, int channel, String zone) {

    public static final long BILLION = 1_000_000_000L;

    /** The block that all reads came in, long ago. */
    static void block(Rows rows) {
        rows.write("""
                insert into read_block (id, feed, key, origin, stamped_at, first_line, last_line, unit, accepted, corrected,
                                        unchanged, rejected, stored_at)
                values (1, 'cmep', 'k', 'feed', ?, 1, 1, 'gal', 1, 0, 0, 0, ?) on conflict do nothing
                """, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
    }

    public Reads read(Instant start, int seconds, long billionths, ReadingQuality quality) {
        rows.write("""
                insert into interval_read (start, billionths, block, channel, seconds, quality) values (?, ?, 1, ?, ?, ?)
                """, start, billionths, channel, seconds, quality.code());
        return this;
    }

    /** Reads without a gap from one instant to another; {@code value} of the number of the read, in billionths. */
    public Reads every(int seconds, Instant from, Instant to, LongFunction<Long> value) {
        rows.write(
                """
                insert into interval_read (start, billionths, block, channel, seconds, quality)
                select ?::timestamptz + (n - 1) * ? * interval '1 second', v, 1, ?, ?, 0
                from unnest(?::bigint[]) with ordinality as t (v, n)
                """,
                from,
                seconds,
                channel,
                seconds,
                LongStream.range(0, (to.getEpochSecond() - from.getEpochSecond()) / seconds)
                        .mapToObj(value)
                        .toArray(Long[]::new));
        return this;
    }

    /** Marks a local day as changed since it was rolled up. */
    public Reads due(String day) {
        rows.write(
                "insert into usage_day_due (channel, day, due_at) values (?, ?, ?)",
                channel,
                LocalDate.parse(day),
                Instant.parse("2026-01-01T00:00:00Z"));
        return this;
    }

    /** Rolls up a local day from its reads, as the roller would. */
    public Reads rolledUp(String day) {
        var days = new LocalDays(ZoneId.of(zone));
        var whole = days.of(LocalDate.parse(day));
        rows.write("""
                insert into usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                select ?, ?, sum(billionths), sum(seconds), ?, count(*),
                       (array[0, 14, 7, 8, 11, 12, 10])[max(array_position(array[0, 14, 7, 8, 11, 12, 10], quality::int))], 0
                from interval_read where channel = ? and start >= ? and start < ? having count(*) > 0
                """, channel, LocalDate.parse(day), (int) whole.seconds(), channel, whole.start(), whole.end());
        return this;
    }
}
