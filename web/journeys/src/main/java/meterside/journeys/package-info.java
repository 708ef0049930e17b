/** The whole product, driven from outside: benches, and journeys in a browser. */
@NullMarked
package meterside.journeys;

import org.jspecify.annotations.NullMarked;
