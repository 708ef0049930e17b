/**
 * Brings notices to people: takes what is due, asks whether it may be told now, hands it to the provider, and notes what
 * became of it. Moves {@code notice}; writes {@code notice_attempt} and {@code address_failure}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"notice", "permission", "sender", "words"})
package meterside.alerts.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
