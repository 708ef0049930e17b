package meterside.portal.guest;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.guest.GuestService.Asked;
import meterside.portal.input.Typed;
import meterside.portal.lifecycle.Payment;
import meterside.portal.limit.Evenly;
import meterside.portal.limit.Network;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.wish.AmountRefused;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Paying without signing in. */
@RestController
@RequestMapping("/api/guest")
class GuestController {

    private static final int LONGEST = 40;
    private static final int LONGEST_TOKEN = 400;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}\\.[0-9]{2}");
    /** Random ones only: those that we make by ourselves follow from what they pay, and nobody may take them first. */
    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final GuestService guests;
    private final String currency;

    GuestController(GuestService guests, @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.guests = guests;
        this.currency = currency;
    }

    record FindRequest(
            @Nullable String accountNumber, @Nullable String proof) {

        @Override
        public String toString() {
            return "FindRequest"; // neither is ever logged
        }
    }

    record BillView(
            String token,
            String name,
            String accountNumber,
            long owedCents,
            @Nullable String dueOn,
            String currency) {}

    record PayRequest(
            @Nullable String token,
            @Nullable JsonNode cents,
            @Nullable String kind,
            @Nullable String email,
            @Nullable Boolean despite,
            @Nullable String language) {

        @Override
        public String toString() {
            return "PayRequest";
        }
    }

    record PaymentView(
            String id,
            String state,
            long amountCents,
            long feeCents,
            long totalCents,
            @Nullable String pageUrl,
            @Nullable String receipt) {}

    @PostMapping("/bills")
    Mono<BillView> find(@RequestBody FindRequest typed, Network from) {
        var number = Typed.line("accountNumber", typed.accountNumber(), LONGEST);
        var proof = Typed.line("proof", typed.proof(), LONGEST);
        if (!AMOUNT.matcher(proof).matches()) {
            throw new MalformedRequest("The field proof is an amount such as 183.14.");
        }
        var cents = new BigDecimal(proof).movePointRight(2).longValueExact();
        return Evenly.answered(guests.find(number, cents, from))
                .map(bill -> new BillView(
                        bill.token(), bill.name(), bill.accountNumber(), bill.owedCents(), bill.dueOn(), currency));
    }

    @PostMapping("/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PaymentView> pay(
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody PayRequest typed,
            Network from) {
        var asked = new Asked(
                key(key),
                Typed.line("token", typed.token(), LONGEST_TOKEN),
                cents(typed.cents()),
                Kind.of(Typed.oneOf("kind", typed.kind(), List.of("card", "bank"))),
                typed.email() == null ? null : Typed.email("email", typed.email()),
                Boolean.TRUE.equals(typed.despite()),
                Typed.language("language", typed.language()));
        return guests.pay(asked, from).map(GuestController::view);
    }

    @GetMapping("/payments/{payment}")
    Mono<PaymentView> look(@PathVariable String payment, @RequestParam String token) {
        if (!KEY.matcher(payment).matches()) {
            return Mono.error(PaymentNotFound::new);
        }
        return guests.look(UUID.fromString(payment), token).map(GuestController::view);
    }

    private static UUID key(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new MalformedRequest("The header Idempotency-Key is a UUID, in lower case, made for this payment.");
        }
        return UUID.fromString(key);
    }

    /** As it comes, since what is no whole number must not be made one in silence. */
    private static long cents(@Nullable JsonNode cents) {
        if (cents == null || !cents.isNumber()) {
            throw new MalformedRequest("The field cents is a whole number.");
        }
        if (!cents.isIntegralNumber() || !cents.canConvertToLong()) {
            throw new AmountRefused("An amount is in whole cents, and at most 999,999.99.");
        }
        return cents.longValue();
    }

    private static PaymentView view(Payment payment) {
        var amount = payment.wish().amountCents();
        var fee = payment.wish().feeCents();
        var receipt = payment.standing().receipt();
        return new PaymentView(
                payment.id().toString(),
                payment.standing().state().word(),
                amount,
                fee,
                amount + fee,
                payment.standing().pageUrl(),
                receipt == null ? null : receipt.toString());
    }
}
