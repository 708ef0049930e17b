/** Tells whoever pays what became of it: the notices of payments, in the transaction that moves them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"books", "ledger", "lifecycle", "notice", "wish"})
package meterside.portal.tidings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
