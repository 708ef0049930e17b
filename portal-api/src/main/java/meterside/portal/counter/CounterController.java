package meterside.portal.counter;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.counter.CustomerView.FoundView;
import meterside.portal.input.CardNumbers;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.paying.PaymentView;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.staff.Clerk;
import meterside.portal.staff.Staff;
import meterside.portal.wish.AmountRefused;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import org.jspecify.annotations.Nullable;
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

/** The clerk's routes. Whoever is no clerk finds nothing here. */
@RestController
@RequestMapping("/api/counter")
class CounterController {

    private static final int LONGEST_WORDS = 100;
    private static final int LONGEST_REFERENCE = 60;
    private static final int LONGEST_REASON = 500;
    /** Random ones only: those that we make by ourselves follow from what they pay, and nobody may take them first. */
    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final Staff staff;
    private final Counter counter;
    private final Drawer drawer;

    CounterController(Staff staff, Counter counter, Drawer drawer) {
        this.staff = staff;
        this.counter = counter;
        this.drawer = drawer;
    }

    record FoundListView(List<FoundView> accounts) {}

    /**
     * @param cents as it comes: what is no whole number must not be made one in silence
     * @param reference a cheque's number
     * @param givenCents what was handed over, to give change of
     */
    record TakingRequest(
            @Nullable String account,
            @Nullable String kind,
            @Nullable JsonNode cents,
            @Nullable String reference,
            @Nullable Long givenCents,
            @Nullable String language) {

        Wish wish(UUID key, Clerk clerk, long account) {
            var given = givenCents;
            var amount = amount();
            if (given != null && given < amount) {
                throw new AmountRefused("What was handed over is less than what is to be paid.");
            }
            return new Wish(
                    key,
                    Origin.COUNTER,
                    Payer.clerk(clerk.login()),
                    Kind.of(Typed.oneOf("kind", kind, List.of("cash", "cheque"))),
                    List.of(new Part(account, amount)),
                    0,
                    null,
                    null,
                    false,
                    true,
                    Typed.language("language", language),
                    reference == null || reference.isBlank()
                            ? null
                            : CardNumbers.masked(Typed.line("reference", reference, LONGEST_REFERENCE)));
        }

        private long amount() {
            if (cents == null || !cents.isNumber()) {
                throw new MalformedRequest("The field cents is a whole number.");
            }
            if (!cents.isIntegralNumber() || !cents.canConvertToLong()) {
                throw new AmountRefused("An amount is in whole cents, and at most 999,999.99.");
            }
            return cents.longValue();
        }
    }

    record VoidRequest(@Nullable String reason) {}

    @GetMapping("/accounts")
    Mono<FoundListView> search(SignedIn who, @RequestParam(required = false) @Nullable String q, Network from) {
        return staff.atCounter(who)
                .flatMap(clerk -> counter.search(clerk, Typed.line("q", q, LONGEST_WORDS), from))
                .map(FoundListView::new);
    }

    @GetMapping("/accounts/{account}")
    Mono<CustomerView> look(SignedIn who, @PathVariable String account, Network from) {
        return staff.atCounter(who).flatMap(clerk -> counter.look(clerk, account, from));
    }

    /** The key is made by the clerk's browser for this money: sent twice, it is taken once. */
    @PostMapping("/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PaymentView> take(
            SignedIn who,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody TakingRequest typed,
            Network from) {
        return staff.atCounter(who).flatMap(clerk -> {
            if (!KEY.matcher(key).matches()) {
                throw new MalformedRequest(
                        "The header Idempotency-Key is a UUID, in lower case, made for this payment.");
            }
            return counter.find(typed.account() == null ? "" : typed.account())
                    .map(found -> typed.wish(UUID.fromString(key), clerk, found.id()))
                    .flatMap(wish -> drawer.take(clerk, wish, typed.givenCents(), from));
        });
    }

    @PostMapping("/payments/{payment}/void")
    Mono<PaymentView> takeBack(
            SignedIn who, @PathVariable String payment, @RequestBody VoidRequest typed, Network from) {
        return staff.atCounter(who).flatMap(clerk -> {
            var reason = CardNumbers.masked(Typed.text("reason", typed.reason(), LONGEST_REASON));
            return KEY.matcher(payment).matches()
                    ? drawer.takeBack(clerk, UUID.fromString(payment), reason, from)
                    : Mono.error(new PaymentNotFound());
        });
    }
}
