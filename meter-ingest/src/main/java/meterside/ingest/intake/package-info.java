/** The topic {@code meter-reads}: followed from where the database is, announced, and what waited put on it again. */
@NullMarked
@ApplicationModule(allowedDependencies = {"block", "listener", "place", "pulse", "read", "rollup"})
package meterside.ingest.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
