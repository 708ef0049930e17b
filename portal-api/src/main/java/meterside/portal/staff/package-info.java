/** The utility's own people and their roles. A role opens nothing yet: staff see nothing of customers. Writes {@code staff}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity"})
package meterside.portal.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
