/** Who may store reads of a channel while partitions are stored side by side. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.lock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
