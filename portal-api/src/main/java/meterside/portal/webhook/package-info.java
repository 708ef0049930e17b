/**
 * What the payment provider tells us of its own accord, believed by its signature, kept once, and acted on in the same
 * transaction. Writes {@code provider_event}. Knows who is to hear what; none of them knows it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"gateway", "lifecycle", "method", "payment", "problem", "refund", "wish"})
package meterside.portal.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
