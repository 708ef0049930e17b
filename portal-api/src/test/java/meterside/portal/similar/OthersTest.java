package meterside.portal.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import meterside.portal.similar.Others.Home;
import meterside.portal.similar.Similar.Told;
import meterside.portal.similar.Similar.Why;
import meterside.portal.unit.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule SC9; every average and part was worked out by hand. */
class OthersTest {

    private static final Discretion FIFTEEN = new Discretion("15", "15");
    private static final long US = 999;

    private static Home home(long account, long units) {
        return new Home(account, Fraction.of(BigInteger.valueOf(units * 1_000_000_000L)));
    }

    /** Account 1 used one, account 2 two … */
    private static List<Home> homes(int count) {
        return new ArrayList<>(
                IntStream.rangeClosed(1, count).mapToObj(n -> home(n, n)).toList());
    }

    private static Told told(List<Home> homes) {
        return Others.told(homes, US, FIFTEEN);
    }

    private static Told about(String amount, int atLeast) {
        return new Told.About(new BigDecimal(amount), atLeast);
    }

    private static Told nothing(Why why) {
        return new Told.Nothing(why);
    }

    /** 1 + 2 + … + 15 = 120, and 15 is an eighth of it. */
    @Test
    void tellsTheAverageOfFifteenAndNothingOfFourteen() {
        assertThat(told(homes(15))).isEqualTo(about("8", 15));
        assertThat(told(homes(14))).isEqualTo(nothing(Why.TOO_FEW));
    }

    /** 15 of 100 are 15 %, which is allowed; 16 of 101 are more. */
    @Test
    void noCustomerMakesMoreThanFifteenPercentOfTheSum() {
        var seventeen = new ArrayList<>(
                IntStream.rangeClosed(1, 17).mapToObj(n -> home(n, 5)).toList());
        var just = Stream.concat(seventeen.stream(), Stream.of(home(18, 15))).toList();
        var over = Stream.concat(seventeen.stream(), Stream.of(home(18, 16))).toList();

        assertThat(told(just)).isEqualTo(about("5.6", 15));
        assertThat(told(over)).isEqualTo(nothing(Why.ONE_TOO_LARGE));
    }

    @Test
    void fifteenFlatsOfOneLandlordAreOneCustomer() {
        var flats = LongStream.rangeClosed(1, 15).mapToObj(n -> home(7, 8)).toList();
        var halves = LongStream.rangeClosed(1, 30).mapToObj(n -> home(n / 2, 8)).toList();

        assertThat(told(flats)).isEqualTo(nothing(Why.TOO_FEW));
        assertThat(told(halves)).isEqualTo(about("8", 15));
    }

    @Test
    void onesOwnHomesAreNotAmongThem() {
        var homes = homes(15);
        homes.add(home(US, 5_000));
        homes.add(home(US, 6_000));

        assertThat(told(homes)).isEqualTo(about("8", 15));
        // whoever is one of the fifteen has fourteen others, and US with far too much
        assertThat(Others.told(homes, 15, FIFTEEN)).isEqualTo(nothing(Why.ONE_TOO_LARGE));
        assertThat(Others.told(homes(15), 15, FIFTEEN)).isEqualTo(nothing(Why.TOO_FEW));
    }

    /** If all used nothing, their average would tell what each of them used. */
    @Test
    void whoUsedNothingHidesNobody() {
        var homes = homes(15);
        homes.addAll(LongStream.rangeClosed(16, 30).mapToObj(n -> home(n, 0)).toList());

        assertThat(told(homes)).isEqualTo(about("4", 15));
        assertThat(told(homes.subList(1, 30))).isEqualTo(nothing(Why.TOO_FEW));
    }

    /** The differencing attack: yesterday's answer, today's with one more home, and the steps of their number (SC9). */
    @Test
    void oneMoreHomeDoesNotGiveItsUseAway() {
        var before =
                LongStream.rangeClosed(1, 20).mapToObj(n -> home(n, 600 + n)).toList();
        var answers = LongStream.of(480, 560, 640, 720)
                .mapToObj(units -> told(Stream.concat(before.stream(), Stream.of(home(21, units)))
                        .toList()))
                .distinct();

        assertThat(told(before)).isEqualTo(about("610", 15));
        // (12210 + 480) / 21 = 604.3; (12210 + 720) / 21 = 615.7
        assertThat(answers).containsExactly(about("600", 15), about("610", 15), about("620", 15));
    }

    /** A third of a unit is no decimal; three of them are exactly one. */
    @Test
    void addsExactlyAndRoundsOnce() {
        var third = new Fraction(BigInteger.valueOf(1_000_000_000L), BigInteger.valueOf(3));
        var homes =
                LongStream.rangeClosed(1, 15).mapToObj(n -> new Home(n, third)).toList();

        assertThat(told(homes)).isEqualTo(about("0.33", 15));
        assertThat(told(homes(99))).isEqualTo(about("50", 50));
        assertThat(told(homes(700))).isEqualTo(about("350", 500));
    }

    @Test
    void whatIsSentToTheGridCountsByItsSize() {
        var homes = LongStream.rangeClosed(1, 16)
                .mapToObj(n -> home(n, n % 2 == 0 ? 10 : -10))
                .toList();

        assertThat(told(homes)).isEqualTo(about("0", 15));
    }

    @Test
    void aUtilityMayBeStricter() {
        var strict = new Discretion(" 50 ", "5");

        assertThat(Others.told(homes(49), US, strict)).isEqualTo(nothing(Why.TOO_FEW));
        assertThat(Others.told(homes(100), US, strict)).isEqualTo(about("50", 100));
        assertThat(Others.told(homes(50), US, new Discretion("50", "1"))).isEqualTo(nothing(Why.ONE_TOO_LARGE));
    }

    @ParameterizedTest
    @CsvSource({"4, 15", "501, 15", "fifteen, 15", "-15, 15", "'', 15", "15, 0", "15, 51", "15, 15%"})
    void refusesToBeTooLax(String fewest, String largest) {
        assertThatThrownBy(() -> new Discretion(fewest, largest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as METERSIDE_SIMILAR_")
                .hasMessageContaining("=15");
    }
}
