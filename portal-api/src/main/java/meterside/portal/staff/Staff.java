package meterside.portal.staff;

import java.util.Set;
import meterside.portal.problem.NotFound;
import meterside.portal.session.SignedIn;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who belongs to the utility's own people. Everyone else finds nothing at their addresses. */
@Service
public class Staff {

    private static final Set<String> COUNTER = Set.of("clerk", "approver");
    private static final Set<String> APPROVER = Set.of("approver");

    private final StaffRepository staff;

    Staff(StaffRepository staff) {
        this.staff = staff;
    }

    /** {@return operator, clerk or approver, or empty for everyone else} */
    public Mono<String> roleOf(long login) {
        return staff.roleOf(login);
    }

    /** {@return whoever asks, if they serve at the counter; else {@link NotFound}} */
    public Mono<Clerk> atCounter(SignedIn who) {
        return clerk(who, COUNTER);
    }

    /** {@return whoever asks, if they may release what a clerk may not do alone; else {@link NotFound}} */
    public Mono<Clerk> approver(SignedIn who) {
        return clerk(who, APPROVER);
    }

    private Mono<Clerk> clerk(SignedIn who, Set<String> roles) {
        return staff.roleOf(who.login())
                .filter(roles::contains)
                .map(role -> new Clerk(who.login(), role))
                .switchIfEmpty(Mono.error(NotFound::new));
    }
}
