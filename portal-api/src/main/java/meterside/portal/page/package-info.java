/** The pages of module web, what they may know before anyone signs in, and the API's own description. */
@NullMarked
@ApplicationModule(allowedDependencies = {"city", "problem", "signing"})
package meterside.portal.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
