/**
 * The payment provider's hosted page, where a card or a bank account is typed: real forms in English and Spanish, without
 * scripts. What is typed goes no further than {@code Instrument}, which keeps brand and last four digits.
 */
@NullMarked
package meterside.standins.checkout;

import org.jspecify.annotations.NullMarked;
