package meterside.ingest.format;

import java.time.Instant;

/**
 * The file that is being read.
 *
 * @param id our id of it
 * @param name as received; some feeds say there when it was made
 * @param receivedAt when it was first claimed: the same each time it is read
 */
public record SourceText(long id, String name, Instant receivedAt) {}
