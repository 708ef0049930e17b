/** What people type, checked and brought into one form before anything is done with it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.input;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
