/** The routes of somebody signed in who pays: what a payment would do, making it, how it fares, what was paid before. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "books",
            "gateway",
            "ledger",
            "lifecycle",
            "payment",
            "problem",
            "session",
            "till",
            "wish"
        })
package meterside.portal.paying;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
