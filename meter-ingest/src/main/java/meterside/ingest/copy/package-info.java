/** PostgreSQL's binary COPY, written by hand: four fifths of the cost of a read is the database's, and shall stay so. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.copy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
