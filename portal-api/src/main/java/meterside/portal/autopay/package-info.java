/**
 * Standing orders that pay an account's bills (PY3): set by its customers, told of before, run once for each bill, paused when
 * banks send their debits back (PY8). Writes {@code autopay} and {@code autopay_run}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "books",
            "gateway",
            "ledger",
            "letter",
            "lifecycle",
            "limit",
            "method",
            "notice",
            "payment",
            "problem",
            "returncode",
            "session",
            "till",
            "wish"
        })
package meterside.portal.autopay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
