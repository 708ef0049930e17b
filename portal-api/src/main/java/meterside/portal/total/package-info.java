/** What was used at one place, of one account and of everything a customer has: sums of channels, only over what is alike. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "span", "unit", "usage"})
package meterside.portal.total;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
