/** Usage to rules to notices. */
@NullMarked
package meterside.alerts;

import org.jspecify.annotations.NullMarked;
