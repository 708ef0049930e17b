/** Notes that customers pin to a day of a channel. Writes {@code note}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "input", "limit", "problem", "session", "span"})
package meterside.portal.note;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
