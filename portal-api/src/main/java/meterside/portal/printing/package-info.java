/** The routes to paper: whose bill, receipt or statement it is, what stands on it, and who may have it. {@code paper} prints. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "bill",
            "books",
            "ledger",
            "lifecycle",
            "limit",
            "paper",
            "payment",
            "problem",
            "session",
            "staff",
            "statement",
            "wish"
        })
package meterside.portal.printing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
