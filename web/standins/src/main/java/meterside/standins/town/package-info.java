/**
 * Riverton, a made-up town of twelve homes, and the head-end and billing system that would serve it. Knows Meterside only
 * by the files it takes.
 */
@NullMarked
package meterside.standins.town;

import org.jspecify.annotations.NullMarked;
