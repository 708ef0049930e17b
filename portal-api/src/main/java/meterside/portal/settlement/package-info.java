/**
 * What the payment provider says it settled, day by day, against what our ledger says it holds (PY18): each difference is an item
 * with an age, until a later file or a person closes it. Writes {@code settlement_file}, {@code settlement_line}, {@code
 * settlement_difference}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "input", "limit", "problem", "session", "staff"})
package meterside.portal.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
