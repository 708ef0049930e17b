package meterside.portal.weather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What weather is told in. What is stored (degrees Fahrenheit and millimetres) is converted here once; what does not end as a
 * decimal is rounded half to the even billionth, so that 71.06 °F that came as 21.7 °C is told as 21.7 °C again.
 */
enum Units {
    US("°F", "in"),
    METRIC("°C", "mm");

    private static final BigDecimal FREEZING = new BigDecimal(32);
    private static final BigDecimal FAHRENHEIT_IN_A_KELVIN = new BigDecimal("1.8");
    private static final BigDecimal MILLIMETRES_IN_AN_INCH = new BigDecimal("25.4");
    private static final int DECIMALS = 9;

    private final String temperature;
    private final String rain;

    Units(String temperature, String rain) {
        this.temperature = temperature;
        this.rain = rain;
    }

    /** @throws MalformedRequest if there are no such units */
    static Units parse(@Nullable String word) {
        return word == null
                ? US
                : Arrays.stream(values())
                        .filter(units -> units.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new MalformedRequest("The parameter units is one of us, metric."));
    }

    String temperatureUnit() {
        return temperature;
    }

    String rainUnit() {
        return rain;
    }

    /** {@return the temperature as a decimal, or null if it is not known} */
    @Nullable
    String temperature(@Nullable BigDecimal fahrenheit) {
        return decimal(
                fahrenheit == null || this == US
                        ? fahrenheit
                        : fahrenheit
                                .subtract(FREEZING)
                                .divide(FAHRENHEIT_IN_A_KELVIN, DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** {@return the rain as a decimal, or null if it is not known} */
    @Nullable
    String rain(@Nullable BigDecimal millimetres) {
        return decimal(
                millimetres == null || this == METRIC
                        ? millimetres
                        : millimetres.divide(MILLIMETRES_IN_AN_INCH, DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static @Nullable String decimal(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
