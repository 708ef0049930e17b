/** How fast alerts are decided: the kernel's fold alone, in memory, by JMH. */
@NullMarked
package meterside.journeys.decide;

import org.jspecify.annotations.NullMarked;
