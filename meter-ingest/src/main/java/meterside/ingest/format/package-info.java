/** The formats that head-ends and vendors write: each turns the lines of a file into blocks and rejections. */
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "series", "text"})
package meterside.ingest.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
