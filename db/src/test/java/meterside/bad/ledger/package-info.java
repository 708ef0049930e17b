/** A bad example: its neighbours are declared, and not kept to. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.bad.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
