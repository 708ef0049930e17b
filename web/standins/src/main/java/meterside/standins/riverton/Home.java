package meterside.standins.riverton;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One home, or the school, and who holds its account.
 *
 * @param percent how much it uses, of what a usual home does
 */
public record Home(
        int id,
        String address,
        String holder,
        LocalDate since,
        int percent,
        WaterMeter water,
        boolean gas,
        boolean solar,
        Kind kind) {

    /** Who is there. */
    public enum Kind {
        LIVED_IN("residential", "RES"),
        /** Nobody, all year: the heating keeps it from freezing. */
        VACANT("residential", "RES"),
        SCHOOL("school", "GEN");

        private final String word;
        private final String rate;

        Kind(String word, String rate) {
            this.word = word;
            this.rate = rate;
        }

        /** {@return its class in the billing system} */
        public String word() {
            return word;
        }

        /** {@return how its rates begin} */
        public String rate() {
            return rate;
        }
    }

    /** What is delivered: CMEP's letter, the billing system's word, and how often it is read. */
    public enum Service {
        ELECTRICITY(1, "E", "electricity", "energy", 900),
        WATER(2, "W", "water", "volume", 3600),
        GAS(3, "G", "gas", "energy", 3600);

        private final int number;
        private final String letter;
        private final String commodity;
        private final String quantity;
        private final int seconds;

        Service(int number, String letter, String commodity, String quantity, int seconds) {
            this.number = number;
            this.letter = letter;
            this.commodity = commodity;
            this.quantity = quantity;
            this.seconds = seconds;
        }

        public int number() {
            return number;
        }

        public String letter() {
            return letter;
        }

        public String commodity() {
            return commodity;
        }

        public String quantity() {
            return quantity;
        }

        /** {@return how long an interval is} */
        public int seconds() {
            return seconds;
        }
    }

    /** The three kinds of water meter in town; the last is read by another head-end. */
    public enum WaterMeter {
        GALLONS,
        CUBIC_FEET,
        BEACON
    }

    /** The account of whoever moved in after {@link #MOVED}. */
    public static final String SUCCESSOR = "440999";

    public static final Home DEMO = home(1, "14 Alder Street", "Maya Lindqvist", 2016, 100, WaterMeter.GALLONS, true);
    public static final Home SOLAR = new Home(
            2,
            "22 Canal Street",
            "Tomasz Okafor",
            LocalDate.of(2019, 9, 1),
            110,
            WaterMeter.BEACON,
            true,
            true,
            Kind.LIVED_IN);
    public static final Home ROLLS_OVER =
            home(4, "118 River Road", "Joon-ho Park", 2011, 160, WaterMeter.GALLONS, true);
    public static final Home EXCHANGED = home(6, "9 Orchard Way", "Eilidh McRae", 2014, 95, WaterMeter.GALLONS, true);
    public static final Home MOVED =
            home(9, "41 Alder Street, Apt 2", "Dmitri Volkov", 2021, 60, WaterMeter.GALLONS, true);
    public static final Home LEAKS = home(10, "12 Ferry Landing", "Chen Wei-Lin", 2017, 90, WaterMeter.BEACON, true);

    /** A pipe broke under the sink at night and was shut off before noon. */
    public static final Home BURST = home(17, "8 Tannery Row", "Oskar Brandt", 2013, 105, WaterMeter.GALLONS, true);

    /** A valve that sticks: water runs for hours, stops, and begins again. */
    public static final Home RUNS_AT_TIMES =
            home(23, "19 Locust Street", "Esi Boateng", 2016, 95, WaterMeter.GALLONS, true);

    public static final Home SECOND_SOLAR = new Home(
            31,
            "64 Weaver Lane",
            "Hana Kovacs",
            LocalDate.of(2020, 4, 1),
            125,
            WaterMeter.GALLONS,
            false,
            true,
            Kind.LIVED_IN);
    public static final Home VACANT = new Home(
            38,
            "2 Cooper Court",
            "Estate of R. Pell",
            LocalDate.of(1998, 6, 1),
            90,
            WaterMeter.GALLONS,
            true,
            false,
            Kind.VACANT);
    public static final Home SCHOOL = new Home(
            61,
            "1 Schoolhouse Road",
            "Riverton Union School",
            LocalDate.of(1999, 7, 1),
            900,
            WaterMeter.CUBIC_FEET,
            true,
            false,
            Kind.SCHOOL);

    /** The first to get meters that are read from afar. */
    private static final List<Home> PILOT = List.of(
            DEMO,
            SOLAR,
            home(3, "7 Mill Lane", "Rosa Delgado-Finch", 2008, 80, WaterMeter.CUBIC_FEET, true),
            ROLLS_OVER,
            home(5, "31 Church Street", "Amara Nwosu", 2020, 85, WaterMeter.BEACON, true),
            EXCHANGED,
            home(7, "56 Depot Street", "Farid and Leila Haddad", 2018, 120, WaterMeter.CUBIC_FEET, false),
            home(8, "3 Quarry Hill", "Ingrid Solheim", 2012, 140, WaterMeter.BEACON, true),
            MOVED,
            LEAKS,
            home(11, "77 Prospect Street", "Noor Rahman", 2022, 75, WaterMeter.CUBIC_FEET, true),
            home(12, "5 Schoolhouse Road", "Abernathy family", 2005, 130, WaterMeter.GALLONS, false));

    private static final List<Home> TALES = List.of(BURST, RUNS_AT_TIMES, SECOND_SOLAR, VACANT, SCHOOL);

    /** Sixty homes and the school, by their numbers. */
    public static final List<Home> ALL = Stream.of(PILOT, TALES, Streets.homes())
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Home::id))
            .toList();

    static Home home(int id, String address, String holder, int since, int percent, WaterMeter water, boolean gas) {
        return new Home(id, address, holder, LocalDate.of(since, 5, 1), percent, water, gas, false, Kind.LIVED_IN);
    }

    public String account() {
        return "44%04d".formatted(id * 101);
    }

    public List<Service> services() {
        return gas
                ? List.of(Service.ELECTRICITY, Service.WATER, Service.GAS)
                : List.of(Service.ELECTRICITY, Service.WATER);
    }

    /** The point's number in the billing system. */
    public String point(Service service) {
        return "RVT-%04d-%s".formatted(id, service.letter());
    }

    /** {@return large gardens are watered} */
    public boolean irrigates() {
        return percent >= 130;
    }

    /** {@return when its first meters came: after the pilot the rest of the town waited nine months} */
    public Instant fittedAt(Riverton town) {
        return PILOT.contains(this) || TALES.contains(this) ? town.start() : town.secondStage();
    }

    /** {@return the home's meters, those removed too} */
    public List<Meter> meters(Riverton town) {
        var meters = new ArrayList<Meter>();
        for (var service : services()) {
            if (id == EXCHANGED.id && service == Service.ELECTRICITY) {
                var exchange = exchangedAt(town);
                meters.add(new Meter(this, service, 1, fittedAt(town), exchange));
                meters.add(new Meter(this, service, 2, exchange, null));
            } else {
                meters.add(new Meter(this, service, 1, fittedAt(town), null));
            }
        }
        return List.copyOf(meters);
    }

    /** {@return when the electric meter of the home that has two was exchanged: between two reads, in mid-morning} */
    public static Instant exchangedAt(Riverton town) {
        return town.daysAgo(75, 10, 45);
    }

    /** {@return the day on which the former tenant's agreement ended, at its midnight} */
    public static LocalDate movedOutOn(Riverton town) {
        return town.today().minusMonths(5).withDayOfMonth(1);
    }

    /** {@return the day on which the next tenant's agreement began} */
    public static LocalDate movedInOn(Riverton town) {
        return movedOutOn(town).plusDays(9);
    }
}
