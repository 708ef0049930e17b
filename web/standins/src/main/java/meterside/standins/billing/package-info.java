/**
 * The billing system of Riverton, which knows Meterside only by the files it takes: each month's bills by a made-up tariff, and what
 * came by mail for them. Whole cents and thousandths; each amount is rounded once, half up, as its line says.
 */
@NullMarked
package meterside.standins.billing;

import org.jspecify.annotations.NullMarked;
