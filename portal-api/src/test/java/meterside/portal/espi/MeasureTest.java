package meterside.portal.espi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.UUID;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final long BILLION = 1_000_000_000L;

    @Test
    void writesBillionthsAsTheyAre() {
        var energy = Measure.of(Unit.KILOWATT_HOUR); // 1 kWh is 10^9 × 10^-6 Wh
        var water = Measure.of(Unit.US_GALLON);

        assertThat(energy.value(BILLION)).isEqualTo(BILLION);
        assertThat(energy.exponent()).isEqualTo(-6);
        assertThat(water.value(-1)).isEqualTo(-1);
        assertThat(water.exponent()).isEqualTo(-9);
    }

    @Test
    void writesThousandsOfThemWhereALargeDayWouldNotFit() {
        var energy = Measure.of(Unit.KILOWATT_HOUR);

        assertThat(energy.for48Bits(BigInteger.valueOf(Measure.LARGEST))).isEqualTo(energy);
        var coarser = energy.for48Bits(BigInteger.valueOf(Measure.LARGEST + 1));
        assertThat(coarser.exponent()).isEqualTo(-3);
        assertThat(coarser.value(250_000 * BILLION)).isEqualTo(250_000_000_000L); // mWh
        assertThat(energy.for48Bits(BigInteger.valueOf(Long.MAX_VALUE)).exponent())
                .isZero();
    }

    @Test
    void ratherWritesNothingThanLosesADigit() {
        var energy = Measure.of(Unit.KILOWATT_HOUR);
        var coarser = energy.for48Bits(BigInteger.valueOf(Measure.LARGEST + 1));

        assertThatThrownBy(() -> energy.value(Measure.LARGEST + 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> coarser.value(1_001)).isInstanceOf(IllegalStateException.class);
    }

    /** RFC 9562, appendix A.4: www.example.com in the name space of DNS. */
    @Test
    void idsAreUuidsOfVersionFive() {
        assertThat(Names.version5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }
}
