/** A day's threshold, and what of an account it can be set on. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session"})
package meterside.portal.threshold;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
