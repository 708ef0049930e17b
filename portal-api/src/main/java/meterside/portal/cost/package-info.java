/** What bills ask for a usage point's own service, for files that tell it beside the reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account"})
package meterside.portal.cost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
