/**
 * The second factor: an app that makes one-time codes (RFC 6238), and codes on paper for when it is lost. Writes {@code
 * second_factor} and {@code recovery_code}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "input", "secret", "code", "letter", "audit"})
package meterside.portal.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
