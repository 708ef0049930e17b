package meterside.portal.factor;

import java.util.List;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.session.Proven;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An app that makes one-time codes, and codes on paper. Each change needs fresh proof of who asks. */
@RestController
class FactorController {

    private static final int LONGEST_CODE = 40;

    private final FactorService factors;

    FactorController(FactorService factors) {
        this.factors = factors;
    }

    record CodeRequest(@Nullable String code) {

        @Override
        public String toString() {
            return "CodeRequest"; // a code is never logged
        }
    }

    record RecoveryCodesView(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryCodesView";
        }
    }

    @PostMapping("/api/second-factor")
    Mono<FactorService.Secret> make(Proven proven) {
        return factors.make(proven.who());
    }

    @PostMapping("/api/second-factor/confirmation")
    Mono<RecoveryCodesView> confirm(Proven proven, @RequestBody CodeRequest typed, Network from) {
        var code = Typed.line("code", typed.code(), LONGEST_CODE);
        return factors.confirm(proven.who(), code, from).map(RecoveryCodesView::new);
    }

    @DeleteMapping("/api/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Proven proven, Network from) {
        return factors.remove(proven.who(), from);
    }

    @PostMapping("/api/recovery-codes")
    Mono<RecoveryCodesView> renew(Proven proven, Network from) {
        return factors.renew(proven.who(), from).map(RecoveryCodesView::new);
    }
}
