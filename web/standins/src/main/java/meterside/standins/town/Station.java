package meterside.standins.town;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Riverton.Window;

/**
 * The town's weather station: daily summaries in degrees Fahrenheit and inches, of the very weather that its homes are heated
 * and cooled in. A day is told some minutes after its end.
 */
final class Station {

    static final String FEED = "weather";

    /** As the billing system names it. */
    static final String NAME = "RIVERTON";

    private static final int MINUTES_AFTER_THE_DAY = 10;

    /** A storm took the mast down for two days before the town was founded; the rain gauge was blocked on another. */
    private static final List<Integer> DAYS_AGO_WITHOUT_A_WORD = List.of(33, 34);

    private static final int DAYS_AGO_WITHOUT_A_GAUGE = 12;

    private final Riverton town;

    Station(Riverton town) {
        this.town = town;
    }

    /** {@return the days that became known in the window} */
    List<LocalDate> days(Window window) {
        var days = new ArrayList<LocalDate>();
        var first = window.after().atZone(Riverton.ZONE).toLocalDate().minusDays(1);
        for (var day = first; !knownAt(day).isAfter(window.upTo()); day = day.plusDays(1)) {
            var ago = Math.toIntExact(town.today().toEpochDay() - day.toEpochDay());
            if (knownAt(day).isAfter(window.after())
                    && !Riverton.startOf(day).isBefore(town.start())
                    && !DAYS_AGO_WITHOUT_A_WORD.contains(ago)) {
                days.add(day);
            }
        }
        return List.copyOf(days);
    }

    private static Instant knownAt(LocalDate day) {
        return Riverton.startOf(day.plusDays(1)).plusSeconds(60L * MINUTES_AFTER_THE_DAY);
    }

    void write(List<LocalDate> days, Appendable out) throws IOException {
        out.append("\"STATION\",\"DATE\",\"NAME\",\"PRCP\",\"TAVG\",\"TMAX\",\"TMIN\"\n");
        for (var day : days) {
            var hours = IntStream.range(0, 24)
                    .map(hour -> town.temperature(day, hour))
                    .summaryStatistics();
            var mean = Math.toIntExact(Math.floorDiv(hours.getSum() + 12, 24L));
            var isBlocked = day.equals(town.today().minusDays(DAYS_AGO_WITHOUT_A_GAUGE));
            out.append("\"%s\",\"%s\",\"RIVERTON, NY US\",\"%s\",\"%s\",\"%s\",\"%s\"\n"
                    .formatted(
                            NAME,
                            day,
                            isBlocked ? "" : decimal(town.rain(day), 2),
                            decimal(mean, 1),
                            decimal(hours.getMax(), 1),
                            decimal(hours.getMin(), 1)));
        }
    }

    private static String decimal(int number, int decimals) {
        return BigDecimal.valueOf(number, decimals).toPlainString();
    }
}
