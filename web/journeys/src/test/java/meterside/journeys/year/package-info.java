/** A year of one home's reads through ingest's storing and Kafka to alerts, beside an oracle. */
@NullMarked
package meterside.journeys.year;

import org.jspecify.annotations.NullMarked;
