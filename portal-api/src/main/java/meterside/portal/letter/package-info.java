/** Letters to the address that a login signs in with, in the language its owner reads: whatever is changed, they hear of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"notice"})
package meterside.portal.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
