/** E-mail by SMTP. */
@NullMarked
@ApplicationModule(allowedDependencies = {"sender"})
package meterside.alerts.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
