/**
 * An account's books while something is posted to them: pure, so that a preview is the posting itself without the storing.
 * {@code ledger} loads and stores them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"allocation"})
package meterside.portal.books;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
