/**
 * Proving who is asking: logins, their passwords, what they may see, and slowing down those who guess. Writes {@code
 * login}, {@code account_access} and {@code sign_in_failure}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session"})
package meterside.portal.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
