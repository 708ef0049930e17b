/**
 * Stands in for the payment provider: the part of Stripe's API that Meterside asks, with what becomes of the money. It knows
 * us by HTTP and signed webhooks only. It keeps tokens, brands and last four digits, and never a number that was typed.
 */
@NullMarked
package meterside.standins.money;

import org.jspecify.annotations.NullMarked;
