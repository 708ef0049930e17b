/**
 * What every request passes before a controller sees it: the headers of the answer, how long it may take, whether it came
 * from our own pages, the form of its address, and whether someone is signed in. Everything not named as public here is
 * closed.
 *
 * <p>Four small filters of our own instead of Spring Security's chain: what we need of that is this much, it has no part
 * for our sessions, our refusals or our pages, and its own would each need an adaptor. What it would have added, a strict
 * form for addresses, is here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "session", "limit", "token"})
package meterside.portal.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
