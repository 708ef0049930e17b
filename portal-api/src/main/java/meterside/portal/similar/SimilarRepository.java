package meterside.portal.similar;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meterside.metering.LocalDays;
import meterside.metering.Unit;
import meterside.portal.account.CustomerScope;
import meterside.portal.similar.Others.Home;
import meterside.portal.unit.Measure;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The homes of a class and size, and what each used in a month. Nothing here is to leave this package but through {@link Others}. */
@Repository
class SimilarRepository {

    /**
     * So many homes are looked at, always the same ones, drawn by a hash of their ids: the average of a thousand is within some percent that
     * of fifty thousand, and a city's question costs what a town's does.
     */
    private static final int MOST = 1_000;

    private final DatabaseClient db;

    SimilarRepository(DatabaseClient db) {
        this.db = db;
    }

    /** What the billing system says of a home. */
    record Kind(@Nullable String homeClass, @Nullable String sizeBand) {}

    private record HomesRow(@Nullable String homes) {}

    Mono<Kind> kind(CustomerScope scope) {
        return db.sql(
                        "select nullif(class, '') as home_class, nullif(size_band, '') as size_band from usage_point where id = :usagePoint")
                .bind("usagePoint", scope.usagePoint().value())
                .mapProperties(Kind.class)
                .one();
    }

    /**
     * {@return the month of each home that was one customer's and was read, all month} A home whose days are being rolled up is not among
     * them. Reads a month of a thousand channels by their keys, however many years and homes there are.
     */
    Mono<List<Home>> homes(Alike alike) {
        var first = alike.month().atDay(1);
        var end = alike.month().plusMonths(1).atDay(1);
        var days = new LocalDays(alike.zone());
        var units = units(alike.unit());
        return db.sql("""
                        select string_agg(concat_ws(' ', s.account, array_position(:units::text[], c.unit) - 1, u.billionths), ',') as homes
                        from (select p.id
                              from usage_point p
                              where p.commodity = :commodity and p.class = :class and p.size_band = :band and p.zone = :zone
                              order by hashint8(p.id), p.id
                              limit :most) p
                        join service_agreement s on s.usage_point = p.id and s.during @> tstzrange(:from, :to)
                        join channel c on c.usage_point = p.id and c.quantity = :quantity and c.flow = :flow and c.kind = 'delta'
                            and c.unit = any(:units::text[]) and c.during @> tstzrange(:from, :to)
                        cross join lateral (
                            select sum(d.billionths) as billionths, count(*) as days,
                                   bool_and(d.covered_seconds >= d.expected_seconds) as whole
                            from usage_day d
                            where d.channel = c.id and d.day >= :first and d.day < :end) u
                        where u.days = :days and u.whole
                          and not exists (select from usage_day_due w
                                          where w.channel = c.id and w.day >= :first and w.day < :end)
                        """)
                .bind("units", units.toArray(String[]::new))
                .bind("commodity", alike.commodity())
                .bind("class", alike.homeClass())
                .bind("band", alike.sizeBand())
                .bind("zone", alike.zone().getId())
                .bind("most", MOST)
                .bind("from", days.startOf(first))
                .bind("to", days.startOf(end))
                .bind("quantity", alike.quantity())
                .bind("flow", alike.flow())
                .bind("first", first)
                .bind("end", end)
                .bind("days", (long) alike.month().lengthOfMonth())
                .mapProperties(HomesRow.class)
                .one()
                .map(row -> homes(row.homes(), alike.unit(), units));
    }

    /** {@return the units whose sums can be told in that one, itself first} */
    private static List<String> units(String told) {
        var measure = Measure.of(told, Optional.empty());
        return Stream.concat(
                        Stream.of(told),
                        Arrays.stream(Unit.values()).map(Unit::symbol).filter(measure::fits))
                .distinct()
                .toList();
    }

    /** Reads {@code account unit billionths}, and so on after commas. */
    private static List<Home> homes(@Nullable String text, String told, List<String> units) {
        if (text == null) {
            return List.of();
        }
        var measure = Measure.of(told, Optional.empty());
        return Arrays.stream(text.split(",", -1))
                .map(word -> word.split(" ", -1))
                .map(part -> new Home(
                        Long.parseLong(part[0]),
                        measure.factor(units.get(Integer.parseInt(part[1]))).times(new BigInteger(part[2]))))
                .toList();
    }
}
