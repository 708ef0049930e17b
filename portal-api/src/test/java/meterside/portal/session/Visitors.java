package meterside.portal.session;

import java.util.Optional;

/** People who are signed in, for tests of other features, which cannot sign anyone in. */
public final class Visitors {

    private Visitors() {}

    public static SignedIn aVisitor() {
        return new SignedIn(1, "demo@meterside.example", "0".repeat(64), 1, Optional.empty());
    }
}
