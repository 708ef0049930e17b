/**
 * Which debt a payment pays first: the utility's order as data (rule PY5), and an amount laid over open charges by it. Pure;
 * knows no table and no clock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.allocation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
