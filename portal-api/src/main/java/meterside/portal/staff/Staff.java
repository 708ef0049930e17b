package meterside.portal.staff;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who belongs to the utility's own people. */
@Service
public class Staff {

    private final StaffRepository staff;

    Staff(StaffRepository staff) {
        this.staff = staff;
    }

    /** {@return operator, clerk or approver, or empty for everyone else} */
    public Mono<String> roleOf(long login) {
        return staff.roleOf(login);
    }
}
