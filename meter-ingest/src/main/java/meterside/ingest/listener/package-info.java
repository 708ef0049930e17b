/** The process's own HTTP listener: health, and routes that features bring as beans. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.listener;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
