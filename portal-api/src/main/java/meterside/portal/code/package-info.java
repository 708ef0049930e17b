/**
 * Codes of six digits that prove an address is somebody's: good for ten minutes, five tries and one use. Writes {@code
 * one_time_code}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"limit", "problem", "secret"})
package meterside.portal.code;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
