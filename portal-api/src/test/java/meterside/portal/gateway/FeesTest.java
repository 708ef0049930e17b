package meterside.portal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeesTest {

    @ParameterizedTest
    @CsvSource({
        "none, 18314, 0",
        "2.45, 18314, 245",
        "2.45, 1, 245",
        "2, 18314, 200",
        "2.5%, 18314, 458", // 457.85
        "2.5%, 20, 0", // half a cent, to the even one
        "2.5%, 60, 2", // a cent and a half, to the even one
        "2.5%, 100, 2", // two and a half, to the even one
        "0.75%, 99999999, 750000"
    })
    void isFlatOrAPart(String setting, long amount, long fee) {
        assertThat(new Fees(setting, "none").cents(Instrument.CARD, amount)).isEqualTo(fee);
    }

    @Test
    void aBankAccountMayCostNothingWhereACardDoes() {
        var fees = new Fees("2.45", "none");

        assertThat(fees.cents(Instrument.BANK, 18_314)).isZero();
        assertThat(fees.cents(Instrument.CARD, 18_314)).isEqualTo(245);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "free", "-1", "2.455", "101%", "2.5 %", "1e2", "$2"})
    void whatIsNoFeeIsRefusedAtTheStart(String setting) {
        assertThatThrownBy(() -> new Fees(setting, "none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("METERSIDE_CARD_FEE");
    }

    @Test
    void dollarsAreWholeCents() {
        assertThat(Dollars.cents("METERSIDE_OVERPAY", "500")).isEqualTo(50_000);
        assertThat(Dollars.cents("METERSIDE_OVERPAY", "0.5")).isEqualTo(50);
        assertThatThrownBy(() -> Dollars.cents("METERSIDE_OVERPAY", "0.005"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("METERSIDE_OVERPAY is an amount such as 25.00");
    }
}
