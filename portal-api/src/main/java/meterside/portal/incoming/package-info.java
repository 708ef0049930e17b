/** Bills on their way into the database: gathered some hundred at a time, and written as rows for COPY. Knows no database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"billfile"})
package meterside.portal.incoming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
