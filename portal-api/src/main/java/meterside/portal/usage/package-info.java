/** What was used: by local day or clock hour, with how much of it the reads cover and how good they are. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session"})
package meterside.portal.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
