/** What an operator types: plain programs that speak to the listener by HTTP and know nothing else of the process. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
