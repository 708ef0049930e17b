/** What was used: by quarter-hour, clock hour, local day, week, month or billing cycle, with how much of it the reads cover and how good they are. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "live", "session", "span", "unit"})
package meterside.portal.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
