/** The schema's migrations, and the few settings and clocks every process starts with. */
@NullMarked
package meterside.db;

import org.jspecify.annotations.NullMarked;
