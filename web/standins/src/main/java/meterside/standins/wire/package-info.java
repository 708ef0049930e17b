/** What all stand-ins need: parameters and answers over HTTP, and what is to go wrong. */
@NullMarked
package meterside.standins.wire;

import org.jspecify.annotations.NullMarked;
