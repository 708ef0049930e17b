/**
 * Where payments are made: asks the provider for pages and debits, finds out what it does not know, and sees to what is due. The
 * only part of paying that talks to the provider of its own accord; no transaction is open while it does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"gateway", "lifecycle", "payment", "problem", "wish"})
package meterside.portal.till;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
