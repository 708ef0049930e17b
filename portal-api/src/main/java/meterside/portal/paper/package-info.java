/** Bills, receipts and statements as paper: tagged PDFs that a screen reader reads as well as a printer prints them (AX1). */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package meterside.portal.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
