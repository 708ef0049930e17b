/**
 * Payments: each once, moved along the graph of {@code lifecycle} by whoever hears of it, and posted to the ledger in the
 * transaction that moves it. Writes {@code payment}, {@code payment_part}, {@code payment_event}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"books", "gateway", "ledger", "lifecycle", "problem", "tidings", "wish"})
package meterside.portal.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
