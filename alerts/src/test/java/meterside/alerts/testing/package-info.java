/** What several tests arrange. */
@NullMarked
package meterside.alerts.testing;

import org.jspecify.annotations.NullMarked;
