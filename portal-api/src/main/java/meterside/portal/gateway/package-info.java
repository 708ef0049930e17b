/**
 * The card and bank provider, Stripe, and only it: hosted pages, debits of saved methods, look-ups, refunds. No card number and
 * no account number passes through here (SC1). Everywhere but at the city itself another process answers in Stripe's stead, and
 * this code does not know (decision 0007).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "health"})
package meterside.portal.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
