package meterside.standins.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Home.Service;
import meterside.standins.riverton.Meter;
import meterside.standins.riverton.Riverton;
import org.jspecify.annotations.Nullable;

/** What the billing system says of the town: points, meters, channels, keys, accounts, agreements; and who may sign in. */
final class Registry {

    private final Riverton town;

    Registry(Riverton town) {
        this.town = town;
    }

    void write(Path directory) throws IOException {
        var registry = Files.createDirectories(directory.resolve("registry"));
        csv(registry, "usage_points", "number,commodity,zone,class,size_band,station,address", points());
        csv(registry, "meters", "maker,serial,dials,register_unit,register_step,flow_limit", meters());
        csv(
                registry,
                "meter_installations",
                "maker,serial,usage_point,from,to,multiplier,start_register,end_register",
                installations());
        csv(registry, "channels", "usage_point,quantity,flow,kind,unit,length,from,to", channels());
        csv(registry, "feed_keys", "feed,key,usage_point,quantity,flow,kind,from,to", keys());
        csv(registry, "accounts", "number,name", accounts());
        csv(registry, "service_agreements", "account,usage_point,from,to,rate,cycle", agreements());
        csv(directory, "logins", "email,accounts", logins());
    }

    private List<List<String>> points() {
        var rows = new ArrayList<List<String>>();
        for (var home : Home.ALL) {
            var band = home.percent() < 80 ? "small" : home.percent() < 130 ? "medium" : "large";
            for (var service : home.services()) {
                rows.add(List.of(
                        home.point(service),
                        service.commodity(),
                        Riverton.ZONE.getId(),
                        home.kind().word(),
                        band,
                        Station.NAME,
                        home.address()));
            }
        }
        return rows;
    }

    private List<List<String>> meters() {
        return everyMeter().stream()
                .map(meter -> List.of(
                        meter.maker(),
                        meter.serial(),
                        Integer.toString(meter.dials()),
                        meter.registerUnit(),
                        Meter.decimal(meter.step()),
                        Integer.toString(meter.flowLimit())))
                .toList();
    }

    private List<List<String>> installations() {
        var reads = new Reads(town);
        var rows = new ArrayList<List<String>>();
        for (var meter : everyMeter()) {
            var flow = Meter.Flow.DELIVERED;
            var removed = meter.to();
            rows.add(List.of(
                    meter.maker(),
                    meter.serial(),
                    meter.home().point(meter.service()),
                    time(meter.from()),
                    time(removed),
                    "1",
                    Meter.decimal(meter.startRegister(flow)),
                    removed == null ? "" : Meter.decimal(reads.registerAt(meter, flow, removed))));
        }
        return rows;
    }

    /** One for the intervals and one for the register, each way; it outlives the meter. */
    private List<List<String>> channels() {
        var rows = new ArrayList<List<String>>();
        for (var meter : everyMeter()) {
            for (var flow : meter.number() == 1 ? meter.flows() : List.<Meter.Flow>of()) {
                var length = meter.service() == Service.ELECTRICITY ? "PT15M" : "PT1H";
                rows.add(channel(meter, flow, "delta", meter.unit(), length));
                rows.add(channel(meter, flow, "register", meter.registerUnit(), "irregular"));
            }
        }
        return rows;
    }

    private List<String> channel(Meter meter, Meter.Flow flow, String kind, String unit, String length) {
        var point = meter.home().point(meter.service());
        return List.of(point, meter.service().quantity(), word(flow), kind, unit, length, time(meter.from()), "");
    }

    private List<List<String>> keys() {
        var rows = new ArrayList<List<String>>();
        for (var meter : everyMeter()) {
            for (var flow : meter.flows()) {
                rows.add(key(meter, flow, "delta", meter.intervalKey(flow)));
                rows.add(key(meter, flow, "register", meter.registerKey(flow)));
            }
        }
        return rows;
    }

    private List<String> key(Meter meter, Meter.Flow flow, String kind, String key) {
        return List.of(
                meter.feed(),
                key,
                meter.home().point(meter.service()),
                meter.service().quantity(),
                word(flow),
                kind,
                time(meter.from()),
                time(meter.to()));
    }

    private List<List<String>> accounts() {
        var rows = new ArrayList<List<String>>();
        Home.ALL.forEach(home -> rows.add(List.of(home.account(), home.holder())));
        rows.add(List.of(Home.SUCCESSOR, "Grace Achieng"));
        return rows;
    }

    private List<List<String>> agreements() {
        var rows = new ArrayList<List<String>>();
        for (var home : Home.ALL) {
            for (var service : home.services()) {
                var ended = home.equals(Home.MOVED) ? Home.movedOutOn(town) : null;
                rows.add(agreement(home.account(), home, service, home.since(), ended));
                if (home.equals(Home.MOVED)) {
                    rows.add(agreement(Home.SUCCESSOR, home, service, Home.movedInOn(town), null));
                }
            }
        }
        return rows;
    }

    private static List<String> agreement(
            String account, Home home, Service service, LocalDate from, @Nullable LocalDate to) {
        return List.of(
                account,
                home.point(service),
                time(Riverton.startOf(from)),
                to == null ? "" : time(Riverton.startOf(to)),
                home.kind().rate() + "-" + service.letter(),
                "C%02d".formatted(home.id() % 4 + 1));
    }

    /** A login may see several accounts; their numbers are divided by a blank. */
    private static List<List<String>> logins() {
        return List.of(
                List.of("demo@meterside.example", Home.DEMO.account()),
                List.of("other@meterside.example", Home.SOLAR.account()),
                List.of("former@meterside.example", Home.MOVED.account()),
                List.of(
                        "family@meterside.example",
                        Home.ALL.get(10).account() + " " + Home.ALL.get(11).account()));
    }

    private List<Meter> everyMeter() {
        return Home.ALL.stream().flatMap(home -> home.meters(town).stream()).toList();
    }

    private static String word(Meter.Flow flow) {
        return flow.name().toLowerCase(Locale.ROOT);
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "" : Riverton.offsetTime(instant).toString();
    }

    private static void csv(Path directory, String name, String columns, List<List<String>> rows) throws IOException {
        var text = new StringBuilder(columns).append('\n');
        for (var row : rows) {
            text.append(String.join(",", row.stream().map(Registry::cell).toList()))
                    .append('\n');
        }
        Files.writeString(directory.resolve(name + ".csv"), text);
    }

    private static String cell(String value) {
        return value.contains(",") ? '"' + value + '"' : value;
    }
}
