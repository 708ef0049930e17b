/**
 * How much is too much: guessing is slowed down, floods are stopped, and both know from which network a request comes.
 * Writes {@code sign_in_failure}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
