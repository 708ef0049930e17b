/** Lines, fields, numbers and stamps, read from bytes without holding more than one line. Knows no format. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
