/** The utility's signature: the keys, and files that carry it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
