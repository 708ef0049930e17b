/**
 * Refusals a client can act on, with stable codes, and the one place where every failure becomes an RFC 9457 answer.
 * Everything may touch it; it touches nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
