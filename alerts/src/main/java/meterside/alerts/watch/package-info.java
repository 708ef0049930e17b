/** Follows what changed, decides the alerts it touches from the reads, and has those told who asked to be. */
@NullMarked
@ApplicationModule(allowedDependencies = {"health", "notice"})
package meterside.alerts.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
