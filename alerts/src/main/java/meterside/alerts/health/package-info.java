/** How each part of the process is, on the loopback. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.alerts.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
