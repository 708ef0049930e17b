package meterside.portal.total;

import java.time.Instant;
import java.util.List;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.portal.total.Total.Part;
import meterside.portal.total.Total.Series;
import org.jspecify.annotations.Nullable;

/** Sums on the wire. Of one place, buckets begin and end at times; of several, on days, which are each place's own. */
record TotalView(String from, String to, String by, List<SumView> sums, int leftOut) {

    record SumView(
            String commodity,
            String quantity,
            String flow,
            String unit,
            int channels,
            int usagePoints,
            @Nullable String completeThrough,
            @Nullable String value,
            long coveredSeconds,
            long expectedSeconds,
            @Nullable String quality,
            List<PartView> buckets) {}

    record PartView(
            String start,
            String end,
            @Nullable String value,
            long coveredSeconds,
            long expectedSeconds,
            @Nullable String quality,
            int channels) {}

    static TotalView of(Total total, boolean isOnePlace) {
        var span = total.span();
        return new TotalView(
                span.from().toString(),
                span.to().toString(),
                span.by().word(),
                total.sums().stream().map(sum -> of(sum, isOnePlace)).toList(),
                total.leftOut());
    }

    private static SumView of(Series sum, boolean isOnePlace) {
        var whole = sum.whole();
        var days = sum.days();
        return new SumView(
                sum.commodity(),
                sum.quantity(),
                sum.flow(),
                sum.unit(),
                sum.channels(),
                sum.usagePoints(),
                sum.through() == null ? null : time(days, sum.through()),
                value(whole),
                whole.coveredSeconds(),
                whole.expectedSeconds(),
                quality(whole),
                sum.buckets().stream().map(part -> of(part, days, isOnePlace)).toList());
    }

    private static PartView of(Part part, LocalDays days, boolean isOnePlace) {
        return new PartView(
                isOnePlace ? time(days, part.span().start()) : part.first().toString(),
                isOnePlace ? time(days, part.span().end()) : part.end().toString(),
                value(part),
                part.coveredSeconds(),
                part.expectedSeconds(),
                quality(part),
                part.channels());
    }

    private static @Nullable String value(Part part) {
        return part.billionths() == null ? null : Quantity.decimal(part.billionths());
    }

    private static @Nullable String quality(Part part) {
        return part.quality() == null ? null : part.quality().word();
    }

    private static String time(LocalDays days, Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
