/** A batch of placed reads, sorted, and met with what is stored: which version of each is current. Pure. */
@NullMarked
@ApplicationModule(allowedDependencies = {"copy", "place", "rollup"})
package meterside.ingest.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
