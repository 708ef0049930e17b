/**
 * The counter: a clerk finds a customer, sees them as one page, takes cash and cheques, and takes back what was entered wrongly the
 * same day. Who is looked at is audited each time (SC7).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "books",
            "input",
            "ledger",
            "lifecycle",
            "limit",
            "paying",
            "payment",
            "problem",
            "refund",
            "session",
            "staff",
            "wish"
        })
package meterside.portal.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
