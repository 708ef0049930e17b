package meterside.ingest.intake;

import java.time.Instant;
import meterside.ingest.block.BlockCodec;
import meterside.metering.ReadBlock;
import meterside.metering.ReadBlock.Source;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic, and the block in it.
 *
 * @param block null when there is none that could be stored
 * @param reason why there is none; empty when there is
 */
record Incoming(
        ConsumerRecord<byte[], byte[]> message, @Nullable ReadBlock block, String reason) {

    private static final Instant FIRST_STAMP = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_STAMP = Instant.parse("9999-01-01T00:00:00Z");

    static Incoming of(ConsumerRecord<byte[], byte[]> message) {
        try {
            if (message.value() == null) {
                return new Incoming(message, null, "the record is empty");
            }
            var block = BlockCodec.decode(message.value());
            check(block.source());
            return new Incoming(message, block, "");
        } catch (IllegalArgumentException unreadable) {
            return new Incoming(message, null, String.valueOf(unreadable.getMessage()));
        }
    }

    int reads() {
        return block == null ? 0 : block.reads();
    }

    /** What the tables could not hold must not reach them. */
    private static void check(Source source) {
        if (source.file() < 1 || source.file() >= 1L << 39) {
            throw new IllegalArgumentException("file %d is none of ours".formatted(source.file()));
        }
        if (source.sequence() < 1 || source.sequence() >= 1 << 24) {
            throw new IllegalArgumentException("sequence %d is not 1 to 2^24-1".formatted(source.sequence()));
        }
        if (source.stampedAt().isBefore(FIRST_STAMP) || source.stampedAt().isAfter(LAST_STAMP)) {
            throw new IllegalArgumentException("the stamp %s is beyond all calendars".formatted(source.stampedAt()));
        }
    }
}
