/** Feed profiles: how each head-end or vendor speaks, as data that an operator can change and that is checked at start. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
