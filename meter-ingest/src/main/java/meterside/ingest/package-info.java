/** Feeds to Kafka to TimescaleDB: files become blocks, blocks become reads. */
@NullMarked
package meterside.ingest;

import org.jspecify.annotations.NullMarked;
