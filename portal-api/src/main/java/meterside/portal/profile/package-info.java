/** How people like it: language, zone, paper. Writes {@code preference}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "input", "factor", "staff", "audit"})
package meterside.portal.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
