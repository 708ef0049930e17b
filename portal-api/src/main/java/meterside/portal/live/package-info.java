/** Tells open pages that usage changed, as it changes: from Kafka's {@code usage-changed} to their event streams. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "health", "problem", "session"})
package meterside.portal.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
