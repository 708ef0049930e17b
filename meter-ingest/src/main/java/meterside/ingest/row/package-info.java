/** Rows of a CSV file, their fields checked one by one, every refusal in words. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.row;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
