/** The words every process shares: quantities, local days, reads and the two messages on Kafka. Pure: no I/O, no clock. */
@NullMarked
package meterside.metering;

import org.jspecify.annotations.NullMarked;
