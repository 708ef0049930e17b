package meterside.standins.riverton;

import java.util.ArrayList;
import java.util.List;
import meterside.standins.riverton.Home.WaterMeter;

/** The homes nothing special is told of. They got their meters in the second stage of the roll-out. */
final class Streets {

    private static final int FIRST = 13;
    private static final int LAST = 60;

    private static final List<String> NAMES = List.of(
            "Tannery Row",
            "Locust Street",
            "Weaver Lane",
            "Cooper Court",
            "Bridge Street",
            "Elm Terrace",
            "Mill Lane",
            "Prospect Street");

    private static final List<String> HOLDERS = List.of(
            "Adaeze Obi",
            "Bruno Castellano",
            "Carmen Ibarra",
            "Dorothy Finch",
            "Emeka and Ruth Udo",
            "Fatima Zahra Alami",
            "Gus Lindgren",
            "Harriet Cole",
            "Ivo Petrov",
            "Jasmine Tran",
            "Kofi Mensah",
            "Lena Hoffmann",
            "Manuel Ortega",
            "Nadia Rashid",
            "Owen Pritchard",
            "Priya Nair",
            "Quentin Moreau",
            "Rosalind Vega",
            "Samuel Goldfarb",
            "Tala Santos",
            "Ursula Novak",
            "Vikram Desai",
            "Wanda Kozlowski",
            "Ximena Rojas");

    private static final WaterMeter[] WATER = {
        WaterMeter.GALLONS, WaterMeter.GALLONS, WaterMeter.CUBIC_FEET, WaterMeter.BEACON
    };

    private Streets() {}

    static List<Home> homes() {
        var homes = new ArrayList<Home>();
        for (var id = FIRST; id <= LAST; id++) {
            if (id != 17 && id != 23 && id != 31 && id != 38) { // whose stories Home tells
                homes.add(home(id));
            }
        }
        return homes;
    }

    private static Home home(int id) {
        var n = id - FIRST;
        var flat = n >= HOLDERS.size() ? ", Apt 2" : "";
        var address = "%d %s%s".formatted(80 + n * 3 % 72, NAMES.get(n % NAMES.size()), flat);
        var family = HOLDERS.get(n * 5 % HOLDERS.size());
        return Home.home(
                id,
                address,
                flat.isEmpty() ? family : family + ", upstairs",
                2004 + n * 7 % 20,
                60 + n * 37 % 85,
                WATER[n % WATER.length],
                n % 5 != 0);
    }
}
