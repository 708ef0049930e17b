/** Follows {@code usage-changed}, a batch at a time, until it is decided. */
@NullMarked
@ApplicationModule(allowedDependencies = {"health", "watch"})
package meterside.alerts.follow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
