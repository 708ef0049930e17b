package meterside.ingest.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import meterside.ingest.row.BadRow;
import org.jspecify.annotations.Nullable;

/** What the rows of one file refer to, by the names that the billing system uses. */
record Lookups(
        Map<String, Point> points,
        Map<Meter, Long> meters,
        Map<String, Long> accounts,
        Map<Kind, List<Channel>> channels) {

    record Point(long id, String zone) {}

    record Meter(String maker, String serial) {}

    record Kind(String point, String quantity, String flow, String kind) {}

    record Channel(int id, Instant from, @Nullable Instant to) {
        boolean isThereAt(Instant instant) {
            return !instant.isBefore(from) && (to == null || instant.isBefore(to));
        }
    }

    Point point(String number) throws BadRow {
        var point = points.get(number);
        if (point == null) {
            throw new BadRow("no-such-point", "No usage point has the number %s.".formatted(number));
        }
        return point;
    }

    long meter(String maker, String serial) throws BadRow {
        var meter = meters.get(new Meter(maker, serial));
        if (meter == null) {
            throw new BadRow("no-such-meter", "There is no meter %s %s.".formatted(maker, serial));
        }
        return meter;
    }

    long account(String number) throws BadRow {
        var account = accounts.get(number);
        if (account == null) {
            throw new BadRow("no-such-account", "No account has the number %s.".formatted(number));
        }
        return account;
    }

    /** {@return the channel of that kind when the span begins} */
    int channel(Kind kind, Instant from) throws BadRow {
        for (var channel : channels.getOrDefault(kind, List.of())) {
            if (channel.isThereAt(from)) {
                return channel.id();
            }
        }
        throw new BadRow(
                "no-such-channel",
                "The usage point %s has no channel for %s, %s, %s at %s."
                        .formatted(kind.point(), kind.quantity(), kind.flow(), kind.kind(), from));
    }
}
