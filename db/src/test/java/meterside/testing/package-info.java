/** What integration tests of every process stand on: a real TimescaleDB, a real Kafka, and the rules of the house. */
@NullMarked
package meterside.testing;

import org.jspecify.annotations.NullMarked;
