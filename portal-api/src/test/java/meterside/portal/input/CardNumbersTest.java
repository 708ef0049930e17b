package meterside.portal.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are the card schemes' own test numbers. */
class CardNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, 4242",
        "4242 4242 4242 4242, 4242",
        "4242-4242-4242-4242, 4242",
        "4242.4242.4242.4242, 4242",
        "378282246310005, 0005",
        "3782 822463 10005, 0005",
        "5555555555554444, 4444",
        "6011111111111117, 1117",
        "30569309025904, 5904",
        "4000000000000000006, 0006"
    })
    void areMaskedHoweverTheyAreWritten(String written, String end) {
        assertThat(CardNumbers.masked("My card " + written + ", please charge it."))
                .isEqualTo("My card [card number ending " + end + "], please charge it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Account 4000-1, meter B72842123",
                "Call (202) 555-0123 or +1 202 555 0199",
                "It reads 00123456 since 2026-11-02 20:00",
                "4242424242424241",
                "0000000000000000",
                "ref 12345678901234567890123"
            })
    void areToldFromOtherNumbers(String text) {
        assertThat(CardNumbers.masked(text)).isEqualTo(text);
    }

    @Test
    void takeTheirSecurityCodeWithThem() {
        assertThat(CardNumbers.masked("4242424242424242 CVV: 123, exp 12/27"))
                .isEqualTo("[card number ending 4242] CVV: [removed], exp 12/27");
    }
}
