/** Texts by Twilio. */
@NullMarked
@ApplicationModule(allowedDependencies = {"sender"})
package meterside.alerts.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
