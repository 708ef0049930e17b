package meterside.metering.bad;

import java.nio.file.Path;
import java.time.Clock;

/** A bad example: a kernel that reads files and the clock. */
class Impure {
    final Path file = Path.of("reads.csv");
    final Clock clock = Clock.systemUTC();
}
