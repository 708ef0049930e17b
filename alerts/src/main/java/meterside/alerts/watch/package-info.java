/** Follows what changed. Rules will be folded over the reads here. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.alerts.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
