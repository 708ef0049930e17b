package meterside.portal.paying;

import java.util.List;
import meterside.portal.books.Allocated;
import meterside.portal.books.Share;
import meterside.portal.gateway.Fees;
import meterside.portal.ledger.Balance;
import meterside.portal.ledger.Ledger;
import meterside.portal.paying.PaymentRequest.PartRequest;
import meterside.portal.paying.PreviewView.CollisionView;
import meterside.portal.paying.PreviewView.LineView;
import meterside.portal.paying.PreviewView.PartView;
import meterside.portal.session.SignedIn;
import meterside.portal.wish.Collision;
import meterside.portal.wish.Guard;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a payment would pay, by the function that posts it, and the fee, before anyone confirms (PY13). */
@RestController
class PreviewController {

    private final Paying paying;
    private final Ledger ledger;
    private final Guard guard;
    private final Fees fees;
    private final String currency;

    PreviewController(
            Paying paying, Ledger ledger, Guard guard, Fees fees, @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.paying = paying;
        this.ledger = ledger;
        this.guard = guard;
        this.fees = fees;
        this.currency = currency;
    }

    record PreviewRequest(
            @Nullable List<@Nullable PartRequest> parts,
            @Nullable String kind) {}

    @PostMapping("/api/payment-previews")
    Mono<PreviewView> preview(SignedIn who, @RequestBody PreviewRequest typed) {
        var instrument = PaymentRequest.instrumentOf(typed.kind());
        return paying.parts(who, PaymentRequest.allOf(typed.parts())).flatMap(parts -> {
            var amount = parts.stream().mapToLong(Part::cents).sum();
            var fee = fees.cents(instrument, amount);
            var accounts = parts.stream().map(Part::account).toList();
            return guard.checkAmounts(parts)
                    .thenMany(Flux.fromIterable(parts).concatMap(this::part))
                    .collectList()
                    .zipWith(guard.collisions(accounts))
                    .map(found -> new PreviewView(
                            found.getT1(),
                            amount,
                            fee,
                            amount + fee,
                            currency,
                            found.getT2().stream().map(PreviewController::view).toList()));
        });
    }

    private Mono<PartView> part(Part part) {
        return Mono.zip(ledger.balance(part.account()), ledger.preview(part.account(), part.cents()))
                .map(found -> view(part, found.getT1(), found.getT2()));
    }

    private static PartView view(Part part, Balance balance, Allocated allocated) {
        return new PartView(
                Long.toString(part.account()),
                balance.owedCents(),
                part.cents() - allocated.unappliedCents(),
                Math.max(0, balance.owedCents() - part.cents()),
                allocated.unappliedCents(),
                allocated.shares().stream().map(PreviewController::view).toList());
    }

    private static LineView view(Share share) {
        var charge = share.charge();
        var bill = charge.bill();
        return new LineView(
                Long.toString(charge.charge()),
                charge.service(),
                charge.kind(),
                bill == null ? null : bill.toString(),
                charge.billNumber(),
                charge.dueOn().toString(),
                charge.openCents(),
                share.paysCents(),
                share.leftCents());
    }

    private static CollisionView view(Collision collision) {
        return new CollisionView(
                collision.kind(),
                Long.toString(collision.account()),
                collision.cents(),
                collision.on().toString());
    }
}
