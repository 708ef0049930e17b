/** Writing to the utility: one form, one e-mail. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "input", "account", "notice", "audit"})
package meterside.portal.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
