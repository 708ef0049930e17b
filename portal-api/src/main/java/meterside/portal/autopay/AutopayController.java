package meterside.portal.autopay;

import meterside.portal.account.Accounts;
import meterside.portal.limit.Network;
import meterside.portal.method.Authorisations;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The standing order of an account: seen and set by whoever may see the account, with methods of their own. */
@RestController
@RequestMapping("/api/accounts/{account}/autopay")
class AutopayController {

    private final Accounts accounts;
    private final Autopays autopays;

    AutopayController(Accounts accounts, Autopays autopays) {
        this.accounts = accounts;
        this.autopays = autopays;
    }

    /**
     * A standing order on the wire.
     *
     * @param next null when nothing is owed for the next bill, or there is none yet
     * @param locked whether today's debit is on its way, so that nothing can be changed until it is decided
     */
    record AutopayView(
            @Nullable MethodView method,
            @Nullable Integer day,
            @Nullable Long mostCents,
            String since,
            boolean paused,
            @Nullable NextView next,
            boolean locked) {}

    record MethodView(String id, String kind, String label, String last4) {}

    record NextView(long cents, String on) {}

    @GetMapping
    Mono<AutopayView> show(SignedIn who, @PathVariable String account) {
        return accounts.own(who, account).flatMap(own -> autopays.view(who, own.id()));
    }

    @PutMapping
    Mono<AutopayView> set(
            SignedIn who,
            @PathVariable String account,
            @RequestBody AutopayRequest typed,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage,
            Network from) {
        var method = typed.methodId();
        var day = typed.dayOfMonth();
        var most = typed.most();
        return accounts.own(who, account).flatMap(own -> autopays.set(
                        who,
                        own.id(),
                        new Autopays.Terms(method, day, most, Authorisations.language(acceptLanguage)),
                        from)
                .then(Mono.defer(() -> autopays.view(who, own.id()))));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(SignedIn who, @PathVariable String account, Network from) {
        return accounts.own(who, account).flatMap(own -> autopays.end(who, own.id(), from));
    }
}
