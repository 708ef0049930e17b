package meterside.portal.weather;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The days of the station beside a usage point, within a customer's scope as all that stands beside their use. */
@Repository
class WeatherRepository {

    private final DatabaseClient db;

    WeatherRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * One day; or none, and only the station.
     *
     * @param station null if the usage point has none
     * @param day null if the station says nothing of any of the days
     * @param mean degrees Fahrenheit, as {@code high} and {@code low}; null if not known
     * @param rain millimetres; null if not known
     */
    record StationDay(
            @Nullable String station,
            @Nullable LocalDate day,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal high,
            @Nullable BigDecimal low,
            @Nullable BigDecimal rain) {}

    /** {@return what is known of the days from {@code from} to before {@code to}, in order; at least the station} */
    Mono<List<StationDay>> days(CustomerScope scope, LocalDate from, LocalDate to) {
        return db.sql("""
                        select p.station, w.day, w.mean_f as mean, w.high_f as high, w.low_f as low, w.rain_mm as rain
                        from usage_point p
                        left join weather_day w on w.station = p.station and w.day >= :from and w.day < :to
                        where p.id = :usagePoint
                        order by w.day
                        """)
                .bind("from", from.isBefore(scope.firstDay()) ? scope.firstDay() : from)
                .bind("to", to.isAfter(scope.endDay()) ? scope.endDay() : to)
                .bind("usagePoint", scope.usagePoint().value())
                .mapProperties(StationDay.class)
                .all()
                .collectList();
    }
}
