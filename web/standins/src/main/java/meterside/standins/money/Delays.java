package meterside.standins.money;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long things take: a bank's debit two to four business days, a card's dispute three. For demonstrations both may be made
 * short.
 *
 * @param bank null: business days
 * @param zone the utility's, whose days settlement files are
 */
record Delays(@Nullable Duration bank, ZoneId zone) {

    static Delays from(Map<String, String> settings) {
        var bank = settings.getOrDefault("METERSIDE_STANDINS_BANK_DELAY", "");
        var zone = settings.getOrDefault("METERSIDE_UTILITY_ZONE", "");
        return new Delays(
                bank.isBlank() ? null : Duration.parse(bank), ZoneId.of(zone.isBlank() ? "America/New_York" : zone));
    }

    /** {@return when a debit has arrived, in milliseconds since 1970} It follows from the payment which day it is. */
    long bank(Clock clock, String payment) {
        return bank == null
                ? businessDays(clock, 2 + Math.floorMod(payment.hashCode(), 3))
                : clock.millis() + bank.toMillis();
    }

    long dispute(Clock clock) {
        return bank == null ? businessDays(clock, 3) : clock.millis() + bank.toMillis();
    }

    private long businessDays(Clock clock, int days) {
        var day = clock.instant().atZone(zone).toLocalDate();
        for (var left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : 1;
        }
        return day.atTime(LocalTime.of(6, 0)).atZone(zone).toInstant().toEpochMilli();
    }
}
