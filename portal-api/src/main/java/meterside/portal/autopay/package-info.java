/**
 * Standing orders that pay an account's bills (PY3): set by its customers, and told of. {@code debiting} runs them. Writes {@code autopay}.
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
            "session",
            "wish"
        })
package meterside.portal.autopay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
