/** Who agreed to be told what at which address, and who took it back. Writes {@code consent}, which is insert-only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
