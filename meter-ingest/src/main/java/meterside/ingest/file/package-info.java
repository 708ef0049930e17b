/** Takes a file once: claims it, reads it, publishes its blocks, and reports what became of them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"block", "feed", "format", "listener", "pulse", "series", "spool", "weather"})
package meterside.ingest.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
