/**
 * Personal tokens: with one, a program of a customer's reads their usage, and can do nothing else. Writes {@code token}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "input", "letter", "limit", "problem", "session"})
package meterside.portal.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
