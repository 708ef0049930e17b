package meterside.ingest.place;

import meterside.ingest.copy.Micros;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.RegisterBlock;
import org.jspecify.annotations.Nullable;

/** Reasons in sentences, for whoever runs the feed. Without amounts: what people use is not for reports. */
record Refusals(ReadBlock block) {

    String sentence(Reason reason, long firstStart, @Nullable Channel channel) {
        var at = Micros.instant(firstStart);
        return switch (reason) {
            case UNKNOWN_KEY -> "The registry does not know the key.";
            case OUTSIDE_CHANNEL -> "The key means no channel at %s.".formatted(at);
            case OUTSIDE_INSTALLATION -> "No meter was installed at %s.".formatted(at);
            case WRONG_KIND ->
                block instanceof RegisterBlock
                        ? "These are a counter's reads, and the channel takes use per interval."
                        : "This is use per interval, and the channel takes a counter's reads.";
            case WRONG_UNIT ->
                "The reads are in %s, the channel is in %s.".formatted(unit(), channel == null ? "?" : symbol(channel));
            case WRONG_LENGTH ->
                "The intervals are %s long, the channel's are %s."
                        .formatted(length(), channel == null ? "?" : channel.length());
            case OFF_GRID -> "An interval of %s may not begin at %s.".formatted(length(), at);
            case IN_FUTURE -> "The read at %s lies in the future.".formatted(at);
            case TOO_OLD -> "The read at %s is from before the year 2000.".formatted(at);
        };
    }

    private static String symbol(Channel channel) {
        return channel.unit().symbol();
    }

    private String unit() {
        return switch (block) {
            case IntervalBlock intervals -> intervals.unit().symbol();
            case RegisterBlock registers -> registers.unit().symbol();
        };
    }

    private String length() {
        return block instanceof IntervalBlock intervals ? intervals.length().toString() : "no length";
    }
}
