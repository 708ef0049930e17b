/** A customer's bills as they were sent, what is left to pay of each, and what the reads of its days say. Reads only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "books", "ledger", "problem", "session"})
package meterside.portal.bill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
