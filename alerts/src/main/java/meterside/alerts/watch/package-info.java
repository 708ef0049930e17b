/**
 * Decides the alerts that changed usage touches from the reads, sees when a correction takes that back, and has those told who
 * asked to be. Writes {@code alert_evaluation} and {@code alert_turn}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"notice"})
package meterside.alerts.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
