/**
 * Riverton, a made-up town of sixty homes and a school: who lives there, what passes through their meters, and what goes wrong with
 * the reads. Whole numbers only, and each a function of what is asked for.
 */
@NullMarked
package meterside.standins.riverton;

import org.jspecify.annotations.NullMarked;
