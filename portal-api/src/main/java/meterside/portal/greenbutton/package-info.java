/** A usage point's reads and what they cost as a Green Button file, which other programs read: ESPI's Atom feed, streamed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "cost", "espi", "problem", "session", "signing", "span"})
package meterside.portal.greenbutton;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
