/** Choosing a password: what it must be, changing it, and a new one for whoever forgot theirs. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "session",
            "limit",
            "input",
            "identity",
            "factor",
            "code",
            "notice",
            "letter",
            "audit"
        })
package meterside.portal.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
