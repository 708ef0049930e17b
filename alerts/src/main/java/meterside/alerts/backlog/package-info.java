/** How mail and texts fare, for the engineer: what waits, what nobody knows, and what providers last said. Only reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {"health", "sender"})
package meterside.alerts.backlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
