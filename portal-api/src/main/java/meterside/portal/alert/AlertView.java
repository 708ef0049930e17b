package meterside.portal.alert;

import java.time.Instant;
import java.util.List;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** An alert on the wire; times in the zone of the usage point. */
record AlertView(
        String id,
        @Nullable String channel,
        String commodity,
        String kind,
        String threshold,
        String unit,
        boolean countEstimates,
        List<String> contacts,
        String since,
        @Nullable String changed,
        long told,
        @Nullable String lastTold) {

    static AlertView of(AlertRepository.Stored alert, LocalDays days) {
        var unit = Unit.ofSymbol(alert.unit()).orElseThrow();
        return new AlertView(
                Long.toString(alert.id()),
                alert.channel() == null ? null : alert.channel().toString(),
                alert.commodity(),
                alert.kind(),
                new Quantity(alert.threshold(), unit).toDecimal(),
                alert.unit(),
                alert.countEstimates(),
                alert.contactIds().stream().map(id -> Long.toString(id)).toList(),
                time(alert.madeAt(), days),
                alert.changedAt() == null ? null : time(alert.changedAt(), days),
                alert.told(),
                alert.lastTold());
    }

    private static String time(long epochSecond, LocalDays days) {
        var instant = Instant.ofEpochSecond(epochSecond);
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
