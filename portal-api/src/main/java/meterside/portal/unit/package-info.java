/** Units that sums can be told in: those that are stored, and their multiples. Exact fractions; rounded once, when told. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.unit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
