/** The running billing cycle: what was used so far, against the goal a customer set, and what it will come to. Writes {@code goal}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "limit", "problem", "session", "span", "unit", "usage"})
package meterside.portal.goal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
