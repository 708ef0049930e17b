/**
 * The ledger for commands: very many bills, and payments made elsewhere, posted in the caller's transaction over JDBC. Writes
 * {@code ledger_entry}, {@code ledger_close} and {@code charge} as {@code ledger} does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"allocation", "books", "ledger"})
package meterside.portal.posting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
