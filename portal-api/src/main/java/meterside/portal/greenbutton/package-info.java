/** A usage point's reads as a Green Button file, which other programs read: ESPI's Atom feed, streamed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem", "session", "span"})
package meterside.portal.greenbutton;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
