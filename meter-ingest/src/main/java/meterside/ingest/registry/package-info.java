/** What the billing system says, loaded from its CSV files: a bad line is reported, and the rest is taken. */
@NullMarked
@ApplicationModule(allowedDependencies = {"listener", "row"})
package meterside.ingest.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
