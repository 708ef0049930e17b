/** What was used, as a file to keep: any span, read and written bit by bit. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "signing", "span", "unit", "usage"})
package meterside.portal.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
