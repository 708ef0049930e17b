/** Who agreed to be told what at which address, and who took it back. The link in each alert by mail leads here. Writes {@code consent}, which is insert-only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "secret"})
package meterside.portal.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
