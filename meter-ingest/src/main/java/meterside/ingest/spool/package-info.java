/** Files on disk: in work, archived, given back; and their text, unpacked as it is read. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.ingest.spool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
