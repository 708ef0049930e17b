/** What similar homes used in a month that is over, told so that no home's own use can be worked out from it (rule SC9). */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "span", "unit", "usage"})
package meterside.portal.similar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
