package meterside.ingest.weather;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The days of weather stations as they are known now, and what became of each file of them. */
@Repository
class StationDayRepository {

    private final JdbcClient database;
    private final JdbcTemplate batches;

    StationDayRepository(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    record Named(String station, LocalDate day) {}

    /** What was said of a day, by when and where: the greatest is current, in whatever order they came. */
    record Version(StationDay day, String sha256) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            var byStamp = day.stampedAt().compareTo(other.day.stampedAt());
            var byFile = byStamp == 0 ? sha256.compareTo(other.sha256) : byStamp;
            return byFile == 0 ? Integer.compare(day.line(), other.day.line()) : byFile;
        }
    }

    /** {@return whether the file's days are stored} */
    boolean knows(long file) {
        return database.sql("select exists (select from weather_file where source_file = :file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** {@return what is stored of these days, which nobody else changes until the transaction ends} */
    Map<Named, Version> versions(List<StationDay> days) {
        var versions = new HashMap<Named, Version>();
        database.sql("""
                        select d.station, d.day, d.mean_f, d.high_f, d.low_f, d.rain_mm, d.stamped_at, d.line, f.sha256
                        from unnest(:stations::text[], :days::date[]) as w(station, day)
                        join weather_day d using (station, day)
                        join source_file f on f.id = d.source_file
                        for update of d
                        """)
                .param("stations", days.stream().map(StationDay::station).toArray(String[]::new))
                .param("days", days.stream().map(day -> day.day().toString()).toArray(String[]::new))
                .query((row, number) -> {
                    var day = day(row);
                    return versions.put(
                            new Named(day.station(), day.day()),
                            new Version(day, HexFormat.of().formatHex(row.getBytes("sha256"))));
                })
                .list();
        return versions;
    }

    /** Writes days over what is stored of them. */
    void write(long file, List<StationDay> days) {
        batches.batchUpdate("""
                insert into weather_day (station, day, mean_f, high_f, low_f, rain_mm, stamped_at, source_file, line)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (station, day) do update
                set mean_f = excluded.mean_f, high_f = excluded.high_f, low_f = excluded.low_f,
                    rain_mm = excluded.rain_mm, stamped_at = excluded.stamped_at,
                    source_file = excluded.source_file, line = excluded.line
                """, days, Math.max(1, days.size()), (row, day) -> {
            row.setString(1, day.station());
            row.setObject(2, day.day());
            row.setObject(3, day.mean(), Types.NUMERIC);
            row.setObject(4, day.high(), Types.NUMERIC);
            row.setObject(5, day.low(), Types.NUMERIC);
            row.setObject(6, day.rain(), Types.NUMERIC);
            row.setObject(7, day.stampedAt().atOffset(ZoneOffset.UTC));
            row.setLong(8, file);
            row.setInt(9, day.line());
        });
    }

    /** Notes that the file's days are stored, and what became of them. */
    void note(long file, StationDays.Count count, Optional<Instant> first, Optional<Instant> last) {
        database.sql("""
                        insert into weather_file (source_file, accepted, corrected, unchanged, first_at, last_at)
                        values (:file, :accepted, :corrected, :unchanged, :first, :last)
                        """)
                .param("file", file)
                .param("accepted", count.accepted)
                .param("corrected", count.corrected)
                .param("unchanged", count.unchanged)
                .param("first", time(first), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("last", time(last), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(found -> found.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static StationDay day(ResultSet row) throws SQLException {
        return new StationDay(
                row.getString("station"),
                row.getObject("day", LocalDate.class),
                row.getBigDecimal("mean_f"),
                row.getBigDecimal("high_f"),
                row.getBigDecimal("low_f"),
                row.getBigDecimal("rain_mm"),
                row.getObject("stamped_at", OffsetDateTime.class).toInstant(),
                row.getInt("line"));
    }
}
