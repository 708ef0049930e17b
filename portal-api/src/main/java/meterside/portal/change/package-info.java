/**
 * What changed of an account's usage, numbered 1, 2, 3 … for good, and followed live by programs: whoever missed a number sees
 * that, and whoever comes back goes on from the last they had. Writes {@code usage_change}, {@code usage_change_log} and {@code
 * usage_change_offset}.
 *
 * <p>Numbers are given to the messages of {@code usage-changed}, which are announced after the reads they tell of are committed.
 * An identity column would be the obvious number and the wrong one: it is taken before the commit, so that 8 may be there before
 * 7 is, and whoever reads 8 meanwhile never hears of 7. Here one lock is held from before a number is taken until it is
 * committed; so whoever sees 8 sees 7.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "token", "limit"})
package meterside.portal.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
