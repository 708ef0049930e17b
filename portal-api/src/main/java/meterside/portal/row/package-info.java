/** A billing system's file of bills as rows of named texts, whichever format it is in, with the line of each; and what can be wrong with it. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.portal.row;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
