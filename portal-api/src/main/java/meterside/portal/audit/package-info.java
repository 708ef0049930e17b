/** Who did what, written in the transaction that did it. Writes {@code audit_event}, which nobody can change. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
