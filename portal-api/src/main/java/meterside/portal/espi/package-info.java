/** How ESPI (NAESB REQ.21) names and writes what we have: links and ids, units, clock rules. It knows no database. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.espi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
