/** Who is signed in: the sessions of browsers, from sign-in to sign-out. Writes {@code session}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "audit", "limit"})
package meterside.portal.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
