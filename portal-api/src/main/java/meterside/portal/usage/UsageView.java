package meterside.portal.usage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Usage on the wire. Written by hand: a month by the hour is 744 buckets of the same few fields, and none of the text in
 * them needs escaping (ids, units, zones, numbers and times).
 */
final class UsageView {

    private static final int BYTES_OF_A_BUCKET = 160;

    private final StringBuilder json;
    private final LocalDays days;
    private final Times times;

    private UsageView(Usage usage) {
        this.json = new StringBuilder(512 + usage.buckets().size() * BYTES_OF_A_BUCKET);
        this.days = usage.channel().days();
        this.times = new Times(days);
    }

    static byte[] json(Usage usage) {
        return new UsageView(usage).write(usage).getBytes(StandardCharsets.UTF_8);
    }

    private String write(Usage usage) {
        json.append("{\"channel\":\"").append(usage.channel().id().value());
        json.append("\",\"from\":");
        time(usage.from());
        json.append(",\"to\":");
        time(usage.to());
        json.append(",\"by\":\"").append(usage.by().word());
        json.append("\",\"unit\":\"").append(usage.measure().symbol());
        json.append("\",\"zone\":\"").append(days.zone().getId());
        json.append("\",\"completeThrough\":");
        time(usage.completeThrough());
        json.append(",\"buckets\":[");
        for (var bucket : usage.buckets()) {
            write(bucket);
            json.append(',');
        }
        if (!usage.buckets().isEmpty()) {
            json.setLength(json.length() - 1);
        }
        return json.append("]}").toString();
    }

    private void write(Bucket bucket) {
        json.append("{\"start\":");
        time(bucket.span().start());
        json.append(",\"end\":");
        time(bucket.span().end());
        var sum = bucket.sum();
        if (sum == null) {
            json.append(",\"value\":null,\"coveredSeconds\":0");
        } else {
            json.append(",\"value\":\"").append(Quantity.decimal(sum.billionths()));
            json.append("\",\"coveredSeconds\":").append(sum.coveredSeconds());
        }
        json.append(",\"expectedSeconds\":").append(bucket.span().seconds());
        if (sum == null) {
            json.append(",\"quality\":null}");
        } else {
            json.append(",\"quality\":\"").append(sum.quality().word()).append("\"}");
        }
    }

    private void time(@Nullable Instant instant) {
        if (instant == null) {
            json.append("null");
        } else {
            json.append('"');
            times.append(json, instant);
            json.append('"');
        }
    }
}
