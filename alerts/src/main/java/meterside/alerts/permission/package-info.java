/** Whether a notice may be told now: consent, quiet hours, limits. Pure: knows no database, no provider and no clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {"sender"})
package meterside.alerts.permission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
