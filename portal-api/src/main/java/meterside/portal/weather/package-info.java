/** The weather of the days on which somebody used what they used. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "span"})
package meterside.portal.weather;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
