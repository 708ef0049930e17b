/** The words of a notice: templates and facts into an e-mail or a text, in each language. Knows no database and no provider. */
@NullMarked
@ApplicationModule(allowedDependencies = {"sender"})
package meterside.alerts.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
