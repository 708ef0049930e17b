/** What it is to send a message: the two media have this in common, and nothing else. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.alerts.sender;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
