/** What customers are to be told: puts each notice into the causing transaction. Writes {@code notice}. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package meterside.alerts.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
