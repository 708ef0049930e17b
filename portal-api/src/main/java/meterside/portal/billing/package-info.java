/**
 * Takes a billing system's file of bills in, whole or not at all. Writes {@code bill_import}, {@code bill}, {@code charge} and {@code
 * charge_line}, and the payments of the past that a file brings; what is owed is posted in the same transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"allocation", "billfile", "books", "incoming", "posting", "row"})
package meterside.portal.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
