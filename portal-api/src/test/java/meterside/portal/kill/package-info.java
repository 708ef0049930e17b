/** The portal as a process of its own, killed in the middle of each step of a payment. */
@NullMarked
package meterside.portal.kill;

import org.jspecify.annotations.NullMarked;
