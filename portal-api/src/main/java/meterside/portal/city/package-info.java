/** The style a city may own: its name, words, colours, logo and languages, read from settings and checked before anyone sees them. Pure but for the logo's file. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.city;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
