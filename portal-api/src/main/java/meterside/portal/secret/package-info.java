/** The installation's secret key, and what is made with it: proofs that only we can make, and sealed boxes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
