package meterside.portal.weather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Span;
import meterside.portal.weather.WeatherRepository.StationDay;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Weather beside usage. It stands apart from usage, which is there without it and is asked for far more often. */
@RestController
class WeatherController {

    private final Accounts accounts;
    private final WeatherRepository weather;

    WeatherController(Accounts accounts, WeatherRepository weather) {
        this.accounts = accounts;
        this.weather = weather;
    }

    /**
     * Weather on the wire.
     *
     * @param station null if the usage point has none
     * @param days those of which anything is known, in order
     */
    record WeatherView(
            String usagePoint, @Nullable String station, String temperatureUnit, String rainUnit, List<DayView> days) {}

    /** A day; what is not known is null, and never nought. */
    record DayView(
            String day,
            @Nullable String mean,
            @Nullable String high,
            @Nullable String low,
            @Nullable String rain) {}

    @GetMapping("/api/accounts/{account}/usage-points/{usagePoint}/weather")
    Mono<WeatherView> weather(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String usagePoint,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String units) {
        var span = Span.parse(from, to, Span.By.DAY.word());
        var in = Units.parse(units);
        return accounts.at(who, account, usagePoint)
                .flatMap(channels -> Flux.fromIterable(scopes(channels))
                        .concatMap(scope -> weather.days(scope, span.from(), span.to()))
                        .concatMapIterable(days -> days)
                        .collectList())
                .map(days -> view(usagePoint, in, days));
    }

    /** {@return the customer's stays at the place, each once, whichever channels there were then} */
    private static List<CustomerScope> scopes(List<Channel> channels) {
        var scopes = new LinkedHashMap<Object, CustomerScope>();
        channels.forEach(channel -> channel.scopes().forEach(scope -> scopes.putIfAbsent(scope.span(), scope)));
        return List.copyOf(scopes.values());
    }

    private static WeatherView view(String usagePoint, Units units, List<StationDay> found) {
        var days = new TreeMap<String, DayView>();
        for (var one : found) {
            if (one.day() != null) {
                var day = one.day().toString();
                days.put(
                        day,
                        new DayView(
                                day,
                                units.temperature(one.mean()),
                                units.temperature(one.high()),
                                units.temperature(one.low()),
                                units.rain(one.rain())));
            }
        }
        return new WeatherView(
                usagePoint,
                found.stream()
                        .map(StationDay::station)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                units.temperatureUnit(),
                units.rainUnit(),
                List.copyOf(days.values()));
    }
}
