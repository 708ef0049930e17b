package meterside.portal.paying;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Paying, and what was paid. */
@RestController
class PaymentController {

    /** Random ones only: those that we make by ourselves follow from what they pay, and nobody may take them first. */
    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final Paying paying;

    PaymentController(Paying paying) {
        this.paying = paying;
    }

    record PaymentsView(List<PaymentView> payments, boolean more) {}

    /** The key is the browser's, made for this wish: said again with it, it is the same payment. */
    @PostMapping("/api/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PaymentView> pay(
            SignedIn who,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody PaymentRequest typed) {
        if (!KEY.matcher(key).matches()) {
            throw new MalformedRequest("The header Idempotency-Key is a UUID, in lower case, made for this payment.");
        }
        return paying.pay(who, UUID.fromString(key), typed);
    }

    @GetMapping("/api/payments/{payment}")
    Mono<PaymentView> one(SignedIn who, @PathVariable String payment) {
        return paying.one(who, payment);
    }

    @DeleteMapping("/api/payments/{payment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> cancel(SignedIn who, @PathVariable String payment) {
        return paying.cancel(who, payment);
    }

    @GetMapping("/api/accounts/{account}/payments")
    Mono<PaymentsView> ofAccount(
            SignedIn who, @PathVariable String account, @RequestParam(required = false) @Nullable String before) {
        return paying.ofAccount(who, account, before == null ? null : instant(before));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new MalformedRequest(
                    "The parameter before is a time with its offset, such as 2026-11-30T12:00:00-05:00.");
        }
    }
}
