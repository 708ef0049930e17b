package meterside.portal.refund;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.input.CardNumbers;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.refund.RefundDesk.Asked;
import meterside.portal.session.SignedIn;
import meterside.portal.staff.Staff;
import meterside.portal.wish.AmountRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Refunds, for whoever serves at the counter. Everyone else finds nothing here. */
@RestController
@RequestMapping("/api/counter/refunds")
class RefundController {

    private static final int LONGEST_REASON = 500;
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final RefundDesk desk;
    private final Staff staff;

    RefundController(RefundDesk desk, Staff staff) {
        this.desk = desk;
        this.staff = staff;
    }

    record RefundsView(List<RefundView> refunds) {}

    /** @param cents as it comes: what is no whole number must not be made one in silence */
    record RefundRequest(
            @Nullable String payment,
            @Nullable String account,
            @Nullable JsonNode cents,
            @Nullable String reason) {

        Asked asked(UUID id) {
            var about = payment == null || !UUID_FORM.matcher(payment).matches() ? null : UUID.fromString(payment);
            if (about == null) {
                throw new PaymentNotFound();
            }
            if (cents == null || !cents.isNumber()) {
                throw new MalformedRequest("The field cents is a whole number.");
            }
            if (!cents.isIntegralNumber() || !cents.canConvertToLong() || cents.longValue() <= 0) {
                throw new AmountRefused("An amount is in whole cents, and more than nothing.");
            }
            var of = account != null && ID.matcher(account).matches() ? Long.parseLong(account) : 0;
            var why = CardNumbers.masked(Typed.text("reason", reason, LONGEST_REASON));
            return new Asked(id, about, of, cents.longValue(), why);
        }
    }

    record DecisionRequest(
            @Nullable Boolean release, @Nullable String reason) {}

    @GetMapping
    Mono<RefundsView> queue(SignedIn who) {
        return staff.atCounter(who).thenMany(desk.queue()).collectList().map(RefundsView::new);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RefundView> ask(
            SignedIn who,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody RefundRequest typed,
            Network from) {
        return staff.atCounter(who).flatMap(clerk -> {
            if (!UUID_FORM.matcher(key).matches()) {
                throw new MalformedRequest(
                        "The header Idempotency-Key is a UUID, in lower case, made for this refund.");
            }
            return desk.ask(clerk, typed.asked(UUID.fromString(key)), from);
        });
    }

    @PostMapping("/{refund}/decision")
    Mono<RefundView> decide(
            SignedIn who, @PathVariable String refund, @RequestBody DecisionRequest typed, Network from) {
        return staff.approver(who).flatMap(approver -> {
            var release = typed.release();
            if (release == null) {
                throw new MalformedRequest("The field release is true or false.");
            }
            if (!UUID_FORM.matcher(refund).matches()) {
                throw new RefundNotFound();
            }
            var reason = typed.reason();
            var note = reason == null || reason.isBlank()
                    ? null
                    : CardNumbers.masked(Typed.text("reason", reason, LONGEST_REASON));
            return desk.decide(approver, UUID.fromString(refund), release, note, from);
        });
    }
}
