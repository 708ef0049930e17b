package meterside.journeys.reference;

import io.vertx.sqlclient.Row;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Objects;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.ReadingQuality;

/** Usage by day on the wire, as the portal tells it. */
record Answer(LocalDays local, LocalDate first, LocalDate end) {

    private static final ReadingQuality[] QUALITIES = ReadingQuality.values();

    String json(Row channel, String days, Instant through) {
        var sums = new HashMap<LocalDate, String[]>();
        for (var sum : days.split(",", -1)) {
            var part = sum.split(" ", -1);
            sums.put(LocalDate.ofEpochDay(Long.parseLong(part[0])), part);
        }
        var json = new StringBuilder(512 + 200 * sums.size());
        json.append("{\"channel\":\"").append(channel.getInteger("id")).append("\",\"from\":");
        time(json, local.startOf(first));
        json.append(",\"to\":");
        time(json, local.startOf(end));
        json.append(",\"by\":\"day\",\"unit\":\"").append(channel.getString("unit"));
        json.append("\",\"zone\":\"").append(local.zone().getId()).append("\",\"completeThrough\":");
        time(json, through);
        json.append(",\"buckets\":[");
        for (var day = first; day.isBefore(end); day = day.plusDays(1)) {
            bucket(json, day, Objects.requireNonNull(sums.get(day)));
            json.append(day.plusDays(1).isBefore(end) ? "," : "");
        }
        return json.append("]}").toString();
    }

    private void bucket(StringBuilder json, LocalDate day, String[] sum) {
        var span = local.of(day);
        json.append("{\"start\":");
        time(json, span.start());
        json.append(",\"end\":");
        time(json, span.end());
        json.append(",\"value\":\"").append(Quantity.decimal(new BigInteger(sum[1])));
        json.append("\",\"coveredSeconds\":").append(sum[2]);
        json.append(",\"expectedSeconds\":").append(span.seconds()).append(",\"quality\":\"");
        json.append(QUALITIES[Integer.parseInt(sum[3])].word()).append("\"}");
    }

    private void time(StringBuilder json, Instant instant) {
        json.append('"').append(instant.atOffset(local.offsetAt(instant))).append('"');
    }
}
