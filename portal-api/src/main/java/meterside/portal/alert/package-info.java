/** The alerts customers set: what is watched, the threshold, and whom of theirs to tell. Writes {@code usage_alert}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "limit", "problem", "session", "threshold"})
package meterside.portal.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
