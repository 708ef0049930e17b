/**
 * Paying without signing in: by an account's number and the amount of its last bill (rule PY17). Whether there is such an account
 * is told to nobody who does not know both, by no word and no delay.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "gateway",
            "input",
            "ledger",
            "lifecycle",
            "limit",
            "payment",
            "problem",
            "secret",
            "till",
            "wish"
        })
package meterside.portal.guest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
