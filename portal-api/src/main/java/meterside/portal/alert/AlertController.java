package meterside.portal.alert;

import java.util.List;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The customer's alerts. */
@RestController
@RequestMapping("/api/accounts/{account}/alerts")
class AlertController {

    private final AlertService alerts;

    AlertController(AlertService alerts) {
        this.alerts = alerts;
    }

    record AlertsView(List<AlertView> alerts) {}

    @GetMapping
    Mono<AlertsView> all(SignedIn who, @PathVariable String account) {
        return alerts.all(who, account).map(AlertsView::new);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AlertView> set(SignedIn who, @PathVariable String account, @RequestBody AlertRequest typed, Network from) {
        return alerts.set(who, account, typed, from);
    }

    @PutMapping("/{alert}")
    Mono<AlertView> change(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String alert,
            @RequestBody AlertRequest typed,
            Network from) {
        return alerts.change(who, account, alert, typed, from);
    }

    @DeleteMapping("/{alert}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(SignedIn who, @PathVariable String account, @PathVariable String alert, Network from) {
        return alerts.end(who, account, alert, from);
    }
}
