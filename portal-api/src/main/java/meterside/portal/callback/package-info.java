/**
 * What Twilio tells us: how texts fared, and what their readers answered, checked by its signature. Writes
 * {@code provider_event}; of STOP and START also consent, in the same transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"consent", "notice", "problem"})
package meterside.portal.callback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
