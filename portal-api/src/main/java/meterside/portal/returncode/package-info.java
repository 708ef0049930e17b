/** Why banks send debits back, and what may be done then (PY9 to PY12). Everything in it is data: resources, returncode/ach.txt. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.returncode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
