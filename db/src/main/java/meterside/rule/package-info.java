/**
 * Deciding an alert, as a fold over reads in the order in which they arrived: alerts runs it live, the portal runs it over
 * the past. Pure: no I/O, no clock.
 */
@NullMarked
package meterside.rule;

import org.jspecify.annotations.NullMarked;
