/**
 * Which accounts a login may see and what is measured for them. The only place that makes a {@link
 * meterside.portal.account.CustomerScope}, without which no customer's data can be selected.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session"})
package meterside.portal.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
