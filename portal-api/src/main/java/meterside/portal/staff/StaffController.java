package meterside.portal.staff;

import meterside.portal.problem.NotFound;
import meterside.portal.session.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Which of the utility's own people is signed in. */
@RestController
class StaffController {

    private final Staff staff;

    StaffController(Staff staff) {
        this.staff = staff;
    }

    record StaffView(String role) {}

    @GetMapping("/api/staff")
    Mono<StaffView> role(SignedIn who) {
        return staff.roleOf(who.login()).map(StaffView::new).switchIfEmpty(Mono.error(NotFound::new));
    }
}
