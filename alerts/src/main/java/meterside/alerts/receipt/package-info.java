/** What providers told us afterwards, taken from where the portal put it. Moves {@code notice}; writes {@code provider_event_taken} and {@code address_failure}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"notice", "sender"})
package meterside.alerts.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
