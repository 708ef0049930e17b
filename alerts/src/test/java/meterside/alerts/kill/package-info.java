/** alerts as a process of its own, killed in the middle of each of its steps. */
@NullMarked
package meterside.alerts.kill;

import org.jspecify.annotations.NullMarked;
