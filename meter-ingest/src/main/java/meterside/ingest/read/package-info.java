/**
 * Stores placed reads: current versions, superseded ones, what became of each block, and how far the topic is stored,
 * all in one transaction. Nobody else writes these tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"arrival", "copy", "lock", "merge", "place", "rollup"})
package meterside.ingest.read;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
