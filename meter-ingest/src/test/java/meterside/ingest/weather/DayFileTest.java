package meterside.ingest.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.Feeds;
import meterside.ingest.format.NotThisFeed;
import meterside.ingest.format.SourceText;
import meterside.ingest.format.Tally;
import meterside.ingest.series.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DayFileTest {

    private static final Instant CAME_AT = Instant.parse("2026-10-20T03:59:00Z"); // the 19th in New York

    private final List<StationDay> days = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    private Tally read(String feed, String name, String text) throws NotThisFeed {
        var profile = Feeds.builtIn().named(feed).orElseThrow();
        try {
            return new DayFile(profile, (FeedProfile.Weather) profile.shape())
                    .read(
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            new SourceText(7, name, CAME_AT),
                            days::add,
                            rejections::add);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** By hand: 21.7 °C are 21.7 × 1.8 + 32 = 71.06 °F; 0.12 in are 0.12 × 25.4 = 3.048 mm. */
    @Test
    void tellsADayExactlyWhateverItsUnits() throws NotThisFeed {
        var tally = read("weather-metric", "a.csv", """
                "STATION","DATE","NAME","PRCP","PRCP_ATTRIBUTES","TMAX","TMAX_ATTRIBUTES","TMIN","TMIN_ATTRIBUTES"
                "USW00000001","2026-10-01","RIVERTON, NY US","    0",",,W,2400","  217",",,W","  -33",",,W"
                """);
        read("weather", "202610170930.csv", "DATE,STATION,TMAX,TAVG,PRCP\n2026-10-02,RIVERTON, 71.4 ,61,0.12\n");

        assertThat(tally).isEqualTo(new Tally(1, 1, 0));
        assertThat(rejections).isEmpty();
        assertThat(days)
                .containsExactly(
                        new StationDay(
                                "USW00000001",
                                LocalDate.of(2026, 10, 1),
                                null,
                                new BigDecimal("71.06"),
                                new BigDecimal("26.06"),
                                BigDecimal.ZERO,
                                CAME_AT,
                                2),
                        new StationDay(
                                "RIVERTON",
                                LocalDate.of(2026, 10, 2),
                                new BigDecimal(61),
                                new BigDecimal("71.4"),
                                null,
                                new BigDecimal("3.048"),
                                Instant.parse("2026-10-17T09:30:00Z"),
                                2));
    }

    /** Too little rain to measure is none; a value that failed the source's own check, and a blank one, are not known. */
    @Test
    void tellsNoRainFromRainThatNobodyKnows() throws NotThisFeed {
        var tally = read("weather", "a.csv", """
                STATION,DATE,TMAX,TMAX_ATTRIBUTES,PRCP
                R,2026-10-01,60,",,W",T
                R,2026-10-02,60,",,W",
                R,2026-10-03,160,",X,W",0.00
                R,2026-10-04,-9999,,
                """);

        assertThat(tally).isEqualTo(new Tally(4, 4, 0));
        assertThat(days)
                .extracting(day -> day.day().getDayOfMonth() + " " + plain(day.high()) + " " + plain(day.rain()))
                .containsExactly("1 60 0", "2 60 null", "3 null 0");
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "null" : number.toPlainString();
    }

    @Test
    void refusesALineWithItsNumberAndTakesTheRest() throws NotThisFeed {
        var tally = read("weather", "a.csv", """
                Riverton,daily,summaries
                STATION,DATE,TMAX,TMIN,PRCP
                R,2026-10-01,60,61,0
                R,2026-02-30,60,50,0
                R,2026-10-20,60,50,0
                ,2026-10-02,60,50,0
                R,2026-10-03,warm,50,0
                R,2026-10-04,217,50,0
                R,2026-10-05,60,50,-1
                R,2026-10-06,60,50
                STATION,DATE,TMAX,TMIN,PRCP
                R,2026-10-19,60,50,0
                """);

        assertThat(tally).isEqualTo(new Tally(9, 1, 0));
        assertThat(rejections)
                .extracting(one -> one.firstLine() + " " + one.code())
                .containsExactly(
                        "3 low-above-high",
                        "4 not-a-day",
                        "5 in-the-future",
                        "6 no-station",
                        "7 not-a-number",
                        "8 impossible",
                        "9 impossible",
                        "10 wrong-columns");
        assertThat(days).singleElement().extracting(StationDay::day).isEqualTo(LocalDate.of(2026, 10, 19));
    }

    @Test
    void refusesAFileWithoutItsColumns() {
        assertThatExceptionOfType(NotThisFeed.class)
                .isThrownBy(() -> read("weather", "a.csv", "STATION,DATE,SNOW\nR,2026-10-01,3\n"))
                .satisfies(refused -> assertThat(refused.reason()).contains("TAVG, TMAX, TMIN and PRCP"));
    }
}
