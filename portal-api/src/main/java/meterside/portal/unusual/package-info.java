/** What is unusual of an account's use, for the home page to say first. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "session", "span", "usage"})
package meterside.portal.unusual;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
