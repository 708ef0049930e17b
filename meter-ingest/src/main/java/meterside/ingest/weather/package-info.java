/** What weather stations say of their days, for those who look at their use beside it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "format", "series", "text"})
package meterside.ingest.weather;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
