/** The utility's own people and their roles, which open the counter to them and to nobody else. Writes {@code staff}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "problem", "session"})
package meterside.portal.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
