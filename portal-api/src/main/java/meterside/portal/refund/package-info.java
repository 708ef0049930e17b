/**
 * Money given back, never more than came and to what it came from (PY16): asked for by a clerk, above a limit released by a second
 * person, sent under its own key and followed until it is known. Writes {@code refund}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "books",
            "gateway",
            "input",
            "ledger",
            "lifecycle",
            "limit",
            "payment",
            "problem",
            "session",
            "staff",
            "tidings",
            "wish"
        })
package meterside.portal.refund;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
