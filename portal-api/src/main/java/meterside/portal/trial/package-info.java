/** What an alert would have told in the last twelve months: the very fold that decides live, over what is stored. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "threshold"})
package meterside.portal.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
