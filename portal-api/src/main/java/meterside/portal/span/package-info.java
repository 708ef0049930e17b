/**
 * What days of a channel are asked for, how wide the buckets shall be, and where one ends and the next begins: local days, weeks,
 * months and billing cycles, and the hours and quarter-hours of a day.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "problem"})
package meterside.portal.span;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
