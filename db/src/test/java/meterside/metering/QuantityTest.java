package meterside.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000000001", "1250000000, 1.25", "-40000000, -0.04", "7000000000000, 7000"})
    void writesAPlainDecimal(long billionths, String decimal) {
        assertThat(new Quantity(billionths, Unit.KILOWATT_HOUR).toDecimal()).isEqualTo(decimal);
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
