/** Work that is done again and again for as long as the process lives. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.pulse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
