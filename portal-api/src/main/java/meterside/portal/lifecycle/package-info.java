/** Where a payment can stand, what can happen to it, and where it stands then: one graph, which docs/payments.md draws (PY1). */
@NullMarked
@ApplicationModule(allowedDependencies = {"wish"})
package meterside.portal.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
