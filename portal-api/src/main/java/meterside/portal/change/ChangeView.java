package meterside.portal.change;

import java.time.Instant;
import java.time.ZoneId;
import meterside.metering.LocalDays;
import meterside.portal.change.ChangeRepository.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/**
 * An event of the stream.
 *
 * @param sequence its number: a change's own; of {@code opened} that of the last change before it; of {@code gap} the last that is
 *     missing
 * @param usagePoint where reads changed; null for the others
 */
record ChangeView(
        String account,
        String sequence,
        @Nullable String usagePoint,
        @Nullable String from,
        @Nullable String to) {

    static ServerSentEvent<ChangeView> change(long account, Stored change) {
        var days = new LocalDays(ZoneId.of(change.zone()));
        var view = new ChangeView(
                Long.toString(account),
                Long.toString(change.sequence()),
                Long.toString(change.usagePoint()),
                time(days, change.fromAt()),
                time(days, change.toAt()));
        return event("usage-changed", view);
    }

    /** What follows has the numbers after this one. */
    static ServerSentEvent<ChangeView> opened(long account, long sequence) {
        return event("opened", new ChangeView(Long.toString(account), Long.toString(sequence), null, null, null));
    }

    /** Numbers up to this one are not kept any more: read the export. */
    static ServerSentEvent<ChangeView> gap(long account, long sequence) {
        return event("gap", new ChangeView(Long.toString(account), Long.toString(sequence), null, null, null));
    }

    private static ServerSentEvent<ChangeView> event(String name, ChangeView view) {
        return ServerSentEvent.<ChangeView>builder()
                .id(view.sequence())
                .event(name)
                .data(view)
                .build();
    }

    private static String time(LocalDays days, Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
