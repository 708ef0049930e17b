/** Why the customer was told: which reads decided, when each arrived, what was sent, and what the provider said. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session"})
package meterside.portal.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
