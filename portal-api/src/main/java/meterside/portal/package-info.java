/** What customers and staff ask for; the only public listener. */
@NullMarked
package meterside.portal;

import org.jspecify.annotations.NullMarked;
