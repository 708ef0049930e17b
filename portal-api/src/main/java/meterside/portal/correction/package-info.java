/** Where usage changed after it was first known: when, how much and why. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "session", "span"})
package meterside.portal.correction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
