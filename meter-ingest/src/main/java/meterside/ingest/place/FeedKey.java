package meterside.ingest.place;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one key of one feed means, and when. */
record FeedKey(List<Meaning> meanings) {

    FeedKey {
        meanings = List.copyOf(meanings);
    }

    /** A channel, while the key means it. */
    record Meaning(Span during, Channel channel) {}

    /**
     * A span in which the key's meaning does not change: reads of one block seldom need more than one.
     *
     * @param channel null when the key means none
     * @param refusal null when reads are taken
     */
    record Stretch(
            Span span, @Nullable Channel channel, @Nullable Reason refusal) {}

    Stretch at(long micros) {
        for (var meaning : meanings) {
            if (meaning.during().contains(micros)) {
                return within(meaning, micros);
            }
        }
        var edges = meanings.stream().map(Meaning::during).toList();
        return new Stretch(Span.constantAround(micros, edges), null, Reason.OUTSIDE_CHANNEL);
    }

    private static Stretch within(Meaning meaning, long micros) {
        var channel = meaning.channel();
        var edges = new ArrayList<>(channel.installations());
        edges.add(channel.during());
        var span = Span.constantAround(micros, edges).intersect(meaning.during());
        if (!channel.during().contains(micros)) {
            return new Stretch(span, channel, Reason.OUTSIDE_CHANNEL);
        }
        var installed = channel.installations().stream().anyMatch(installation -> installation.contains(micros));
        return new Stretch(span, channel, installed ? null : Reason.OUTSIDE_INSTALLATION);
    }
}
