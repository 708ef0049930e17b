/** Making a login oneself: with the number of an account, a meter that is there, and an e-mail address that answers. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "session",
            "limit",
            "input",
            "identity",
            "password",
            "contact",
            "profile",
            "code",
            "notice",
            "letter",
            "audit"
        })
package meterside.portal.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
