/**
 * The billing system and the two head-ends of Riverton, which know Meterside only by the files it takes: they write its
 * thirteen months of history and go on from there.
 */
@NullMarked
package meterside.standins.town;

import org.jspecify.annotations.NullMarked;
