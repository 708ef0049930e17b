/**
 * What each account owes and what paid it: entries that never change, balances derived from them (rule PY4), and credit applied
 * as it can be (PY6). All postings of one account are made one after the other. Writes {@code ledger_entry}, {@code
 * ledger_close} and the {@code charge}s that arise here, such as for a returned payment.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"allocation", "books", "problem"})
package meterside.portal.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
