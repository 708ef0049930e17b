/**
 * Where customers want to be told things: addresses they have shown to be theirs. Writes {@code contact}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"problem", "session", "limit", "input", "code", "consent", "notice", "letter", "audit"})
package meterside.portal.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
