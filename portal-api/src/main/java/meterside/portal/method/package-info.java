/**
 * Cards and bank accounts that customers keep with the provider, by its tokens, and the words they authorised debits by. Who
 * uses them is told by {@link meterside.portal.method.MethodUse}. Writes {@code payment_method} and {@code method_page}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "input", "letter", "audit", "gateway", "wish"})
package meterside.portal.method;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
