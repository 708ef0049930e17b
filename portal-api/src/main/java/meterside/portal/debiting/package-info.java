/**
 * Has standing orders pay (PY3): tells of each debit before, makes it once for each bill, and pauses orders whose debits banks
 * send back (PY8). Writes {@code autopay_run}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"autopay", "gateway", "lifecycle", "payment", "returncode", "till", "wish"})
package meterside.portal.debiting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
