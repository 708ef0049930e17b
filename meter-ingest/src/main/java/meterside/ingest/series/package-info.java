/** Gathers single reads of a file into blocks: tells the time, settles duplicates, cuts runs. Holds a bounded number. */
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "text"})
package meterside.ingest.series;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
