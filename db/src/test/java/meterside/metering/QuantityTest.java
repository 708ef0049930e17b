package meterside.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    private static final long[] POWERS =
            LongStream.iterate(1, power -> power * 10).limit(10).toArray();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000000001", "1250000000, 1.25", "-40000000, -0.04", "7000000000000, 7000"})
    void writesAPlainDecimal(long billionths, String decimal) {
        assertThat(new Quantity(billionths, Unit.KILOWATT_HOUR).toDecimal()).isEqualTo(decimal);
    }

    /** Written by hand, since files have very many: the JDK's own decimals say the same of every long. */
    @Test
    void writesWhatTheJdkWrites() {
        var random = new Random(20261128);
        LongStream.concat(
                        LongStream.of(
                                Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, -1_000_000_000, 999_999_999, 4_000_000_010L),
                        LongStream.generate(() -> (random.nextLong() >> random.nextInt(64))
                                        / POWERS[random.nextInt(10)]
                                        * POWERS[random.nextInt(10)])
                                .limit(200_000))
                .forEach(billionths -> {
                    var expected = billionths == 0
                            ? "0"
                            : new BigDecimal(BigInteger.valueOf(billionths), 9)
                                    .stripTrailingZeros()
                                    .toPlainString();
                    assertThat(Quantity.decimal(BigInteger.valueOf(billionths))).isEqualTo(expected);
                    assertThat(new Quantity(billionths, Unit.KILOWATT_HOUR).toDecimal())
                            .isEqualTo(expected);
                });
    }

    @Test
    void readsNineDecimalsExactlyAndRefusesTen() {
        assertThat(Quantity.of(new BigDecimal("0.123456789"), Unit.US_GALLON).billionths())
                .isEqualTo(123456789);
        assertThatThrownBy(() -> Quantity.of(new BigDecimal("0.1234567891"), Unit.US_GALLON))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesMoreThanAnyMeterCouldRead() {
        assertThat(Quantity.of(new BigDecimal("4000000000"), Unit.LITRE).toDecimal())
                .isEqualTo("4000000000");
        assertThatThrownBy(() -> Quantity.of(new BigDecimal("4000000000.1"), Unit.LITRE))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Quantity.of(new BigDecimal("1e309"), Unit.LITRE))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesToAddWaterToElectricity() {
        assertThatThrownBy(() -> new Quantity(1, Unit.KILOWATT_HOUR).plus(new Quantity(1, Unit.US_GALLON)))
                .hasMessage("cannot add gal to kWh");
    }

    @Test
    void writesSumsThatOutgrowALong() {
        assertThat(Quantity.decimal(BigInteger.TEN.pow(27))).isEqualTo("1000000000000000000");
    }
}
