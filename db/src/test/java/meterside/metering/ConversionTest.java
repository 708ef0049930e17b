package meterside.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constants of rule UN1, in billionths. */
class ConversionTest {

    @ParameterizedTest
    @CsvSource({
        "CUBIC_FOOT, US_GALLON, 100000000000, 748051948052", // 1 CCF, 172800/231
        "US_GALLON, LITRE, 1000000000, 3785411784",
        "CUBIC_FOOT, CUBIC_METRE, 1000000000, 28316847", // 0.028316846592
        "CUBIC_METRE, LITRE, 1000000000, 1000000000000",
        "KILOWATT_HOUR, KILOWATT_HOUR, 17, 17",
    })
    void isExactToTheLastBillionth(Unit from, Unit to, long billionths, long expected) {
        assertThat(Conversion.between(from, to).orElseThrow().apply(BigInteger.valueOf(billionths)))
                .isEqualTo(BigInteger.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource({"THERM, CUBIC_FOOT", "KILOWATT_HOUR, KILOWATT", "US_GALLON, THERM"})
    void whatMeasuresSomethingElseDoesNotConvert(Unit from, Unit to) {
        assertThat(Conversion.between(from, to)).isEmpty();
    }
}
