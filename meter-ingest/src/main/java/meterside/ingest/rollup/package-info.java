/**
 * The use of a local day, which is one function of all current reads of that day: written with the reads when the day
 * comes whole, and recomputed when it has been quiet for a second.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"copy", "pulse"})
package meterside.ingest.rollup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
