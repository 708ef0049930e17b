/** The drop folder, where head-ends and operators put files. */
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "file", "listener", "pulse", "spool"})
package meterside.ingest.drop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
