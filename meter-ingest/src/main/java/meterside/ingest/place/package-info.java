/** Where a block's reads belong, by what the registry says: a channel for each, or why none. Writes nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = "copy")
package meterside.ingest.place;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
