package meterside.portal.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Where the reads of channels end. First the last day with reads, from the daily rollup and the days still due, then the
 * newest read of that day: both are index look-ups, however long the history is.
 */
@Repository
class NewestReadRepository {

    private final DatabaseClient db;

    NewestReadRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A channel within one scope. */
    record Place(int channel, CustomerScope scope) {}

    /** A span of a channel to look for the newest read in. */
    record Window(int channel, Instant from, Instant to) {}

    /** {@code n} is the place's number, from 1. */
    record LastDay(long n, LocalDate day) {}

    /** When the newest read of a channel ends, in epoch seconds. */
    record End(int channel, long endsAt) {}

    /** {@return the last day with reads of each place that has any} */
    Mono<List<LastDay>> lastDays(List<Place> places) {
        return db.sql("""
                        select n, day
                        from (select w.n,
                                     greatest(
                                         (select max(d.day) from usage_day d
                                          where d.channel = c.id and d.day >= w.first and d.day < w.beyond),
                                         (select max(d.day) from usage_day_due d
                                          where d.channel = c.id and d.day >= w.first and d.day < w.beyond)) as day
                              from unnest(:channels, :points, :firsts::date[], :beyonds::date[])
                                   with ordinality as w (channel, usage_point, first, beyond, n)
                              join channel c on c.id = w.channel and c.usage_point = w.usage_point) found
                        where day is not null
                        """)
                .bind("channels", places.stream().map(Place::channel).toArray(Integer[]::new))
                .bind(
                        "points",
                        places.stream()
                                .map(place -> place.scope().usagePoint().value())
                                .toArray(Long[]::new))
                .bind(
                        "firsts",
                        places.stream()
                                .map(place -> place.scope().firstDay().toString())
                                .toArray(String[]::new))
                .bind(
                        "beyonds",
                        places.stream()
                                .map(place -> place.scope().endDay().toString())
                                .toArray(String[]::new))
                .mapProperties(LastDay.class)
                .all()
                .collectList();
    }

    /** {@return when the newest read of each window ends, where it has any} */
    Mono<List<End>> ends(List<Window> windows) {
        return db.sql("""
                        select w.channel, newest.ends_at
                        from unnest(:channels, :froms, :tos) as w (channel, from_at, to_at)
                        cross join lateral (
                            select extract(epoch from r.start)::bigint + r.seconds as ends_at
                            from interval_read r
                            where r.channel = w.channel
                              and r.start >= to_timestamp(w.from_at) and r.start < to_timestamp(w.to_at)
                              and r.start >= :earliest and r.start < :latest
                            order by r.start desc
                            limit 1) newest
                        """)
                .bind("channels", windows.stream().map(Window::channel).toArray(Integer[]::new))
                .bind(
                        "froms",
                        windows.stream()
                                .map(window -> window.from().getEpochSecond())
                                .toArray(Long[]::new))
                .bind(
                        "tos",
                        windows.stream()
                                .map(window -> window.to().getEpochSecond())
                                .toArray(Long[]::new))
                .bind(
                        "earliest",
                        windows.stream()
                                .map(Window::from)
                                .min(Instant::compareTo)
                                .orElseThrow())
                .bind(
                        "latest",
                        windows.stream().map(Window::to).max(Instant::compareTo).orElseThrow())
                .mapProperties(End.class)
                .all()
                .collectList();
    }
}
