/**
 * Proving who is asking: logins, their passwords and what they may see. Writes {@code login} and {@code account_access}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "input", "factor", "contact", "audit"})
package meterside.portal.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
