package meterside.ingest.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is known: by the SHA-256 of its bytes.
 *
 * @param sha256 hexadecimal
 * @param reason why it was refused whole
 * @param blocks how many it made; null until all are on Kafka
 */
record SourceFile(
        long id,
        String sha256,
        String feed,
        String name,
        State state,
        @Nullable String reason,
        int records,
        @Nullable Integer blocks,
        Instant receivedAt) {

    /** How far it is. */
    enum State {
        RECEIVED,
        PUBLISHING,
        PUBLISHED,
        STORED,
        REFUSED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        boolean isFinal() {
            return this == STORED || this == REFUSED;
        }

        /** {@return whether it has to be read, again if need be, from its first line} */
        boolean isToBeRead() {
            return this == RECEIVED || this == PUBLISHING;
        }
    }

    /** A block's id is the file's and the sequence in its low bits; see the table {@code read_block}. */
    static final int SEQUENCE_BITS = 24;

    static final int MOST_BLOCKS = (1 << SEQUENCE_BITS) - 1;
}
