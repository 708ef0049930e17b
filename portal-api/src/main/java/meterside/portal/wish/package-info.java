/** What someone asks to pay, and whether it may be paid: amounts, what is on its way already, what nobody knows yet (PY1). */
@NullMarked
@ApplicationModule(allowedDependencies = {"books", "gateway", "ledger", "problem", "returncode"})
package meterside.portal.wish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
