/** What the portal is measured against where it reads usage: the same work, in the plainest quick server there is. */
@NullMarked
package meterside.journeys.reference;

import org.jspecify.annotations.NullMarked;
