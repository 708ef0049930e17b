/** What stands in, in a demonstration, for systems that are not ours. */
@NullMarked
package meterside.standins;

import org.jspecify.annotations.NullMarked;
