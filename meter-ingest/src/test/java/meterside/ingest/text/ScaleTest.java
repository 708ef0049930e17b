package meterside.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static String read(String value, String times) {
        var bytes = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
        try {
            return Long.toString(
                    new Scale(Unit.CUBIC_FOOT, new BigDecimal(times)).billionths(bytes, 1, bytes.length - 1));
        } catch (Refused refused) {
            return refused.code();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "12, 1, 12000000000",
        "12.5, 1, 12500000000",
        "-3.25, 1, -3250000000",
        "+7, 1, 7000000000",
        ".5, 1, 500000000",
        "5., 1, 5000000000",
        "0.000000001, 1, 1",
        "1.48, 100, 148000000000",
        "1234, 0.001, 1234000000",
        "0.000000001, 0.001, too-precise",
        "0.0000000010, 1, 1",
        "0.0000000001, 1, too-precise",
        "4000000000, 1, 4000000000000000000",
        "4000000000.1, 1, too-large",
        "-4000000001, 1, too-large",
        "40000001, 100, too-large",
        "99999999999999999999, 1, too-large",
        "1e3, 1, 1000000000000",
        "1E-9, 1, 1",
        "1e309, 1, too-large",
        "-1e309, 1, too-large",
        "1e2147483647, 1, too-large",
        "1e-2147483647, 1, too-precise",
        "1e99999999999, 1, not-a-number",
        "NaN, 1, not-a-number",
        "Infinity, 1, not-a-number",
        "-0, 1, 0",
        "-0.000, 100, 0",
        "'', 1, not-a-number",
        "., 1, not-a-number",
        "-, 1, not-a-number",
        "1.2.3, 1, not-a-number",
        "12 3, 1, not-a-number",
        "'1,5', 1, not-a-number",
        "0x10, 1, not-a-number",
        "ERROR, 1, not-a-number",
    })
    void readsADecimalExactlyOrSaysWhyNot(String value, String times, String expected) {
        assertThat(read(value, times)).isEqualTo(expected);
    }

    @Test
    void agreesWithExactArithmeticOnWhateverIsWritten() {
        var seed = 20261001L;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var value = new BigDecimal(new java.math.BigInteger(1 + random.nextInt(40), random), random.nextInt(12))
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
            var times = new String[] {"1", "100", "0.001", "43560", "0.1", "10", "2.5"}[random.nextInt(7)];
            var exact = value.multiply(new BigDecimal(times)).movePointRight(9);
            var expected = exact.abs().compareTo(new BigDecimal("4e18")) > 0
                    ? "too-large"
                    : exact.stripTrailingZeros().scale() > 0
                            ? "too-precise"
                            : exact.toBigIntegerExact().toString();

            assertThat(read(value.toPlainString(), times))
                    .as("seed %d, number %d: %s times %s", seed, i, value.toPlainString(), times)
                    .isEqualTo(expected);
        }
    }
}
