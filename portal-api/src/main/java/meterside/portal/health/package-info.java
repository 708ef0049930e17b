/** Whether the process works, and which of its parts does not. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
