/** How a block of reads travels on {@code meter-reads}: written by whoever publishes, read by whoever stores. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.block;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
