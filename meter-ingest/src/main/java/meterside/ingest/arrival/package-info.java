/** Since when what a read says has been known, where the block it points to came later and said the same. */
@NullMarked
@ApplicationModule(allowedDependencies = {"copy", "merge"})
package meterside.ingest.arrival;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
