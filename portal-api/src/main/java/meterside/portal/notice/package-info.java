/** What customers are to be told: puts each notice into the causing transaction, and lists what was told. Inserts {@code notice}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session"})
package meterside.portal.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
