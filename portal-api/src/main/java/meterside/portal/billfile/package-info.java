/**
 * The rows of a file into bills that are whole and add up, and its control totals; docs/formats/bills.md describes them. Knows no
 * database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"row"})
package meterside.portal.billfile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
