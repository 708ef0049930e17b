/** What an account owes, and its statement of account, as pages and spreadsheets ask for them. Reads only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "ledger", "problem", "session", "wish"})
package meterside.portal.statement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
