/** What the portal's tests share: a running portal, a browser's view of it, and the rows they arrange. */
@NullMarked
package meterside.portal.testing;

import org.jspecify.annotations.NullMarked;
