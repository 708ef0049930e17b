package meterside.portal.paying;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meterside.portal.account.Accounts;
import meterside.portal.gateway.Fees;
import meterside.portal.lifecycle.Payment;
import meterside.portal.paying.PaymentController.PaymentsView;
import meterside.portal.paying.PaymentRequest.PartRequest;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.session.SignedIn;
import meterside.portal.till.Till;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payments of somebody signed in: only accounts they may see are paid, and only what concerns them is shown. */
@Component
class Paying {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int A_PAGE = 20;

    private final Accounts accounts;
    private final Payments payments;
    private final Till till;
    private final Fees fees;
    private final Views views;
    private final ViewRepository rows;

    Paying(Accounts accounts, Payments payments, Till till, Fees fees, Views views, ViewRepository rows) {
        this.accounts = accounts;
        this.payments = payments;
        this.till = till;
        this.fees = fees;
        this.views = views;
        this.rows = rows;
    }

    /** {@return the parts, each of an account that is the asker's, or {@code AccountNotFound}} */
    Mono<List<Part>> parts(SignedIn who, List<PartRequest> typed) {
        return Flux.fromIterable(typed)
                .concatMap(part -> accounts.own(who, part.accountId()).map(own -> new Part(own.id(), part.amount())))
                .collectList();
    }

    Mono<PaymentView> pay(SignedIn who, UUID key, PaymentRequest typed) {
        var kind = typed.kindOf();
        var on = typed.day();
        var language = typed.languageOf();
        return parts(who, typed.allParts())
                .map(parts -> new Wish(
                        key,
                        on == null ? Origin.PAGE : Origin.SCHEDULED,
                        Payer.customer(who.login()),
                        kind,
                        parts,
                        fees.cents(
                                kind.instrument().orElseThrow(),
                                parts.stream().mapToLong(Part::cents).sum()),
                        typed.methodId(),
                        on,
                        Boolean.TRUE.equals(typed.save()),
                        Boolean.TRUE.equals(typed.despite()),
                        language,
                        null))
                .delayUntil(wish ->
                        wish.isOnPage() ? till.closePages(who.login(), wish.accounts(), wish.key()) : Mono.empty())
                .flatMap(till::ask)
                .flatMap(views::whole);
    }

    /** {@return the payment as far as it concerns the asker, asked about if it waits for an answer} */
    Mono<PaymentView> one(SignedIn who, String id) {
        return find(id).flatMap(payment -> isOwn(who, payment)
                ? till.refresh(payment).flatMap(views::whole)
                : ownAccounts(who, payment)
                        .filter(own -> !own.isEmpty())
                        .switchIfEmpty(Mono.error(PaymentNotFound::new))
                        .flatMap(own -> views.partly(payment, own)));
    }

    Mono<Void> cancel(SignedIn who, String id) {
        return find(id).filter(payment -> isOwn(who, payment))
                .switchIfEmpty(Mono.error(PaymentNotFound::new))
                .flatMap(payment -> till.cancel(payment.id(), "login:" + who.login()))
                .then();
    }

    /** @param before only those made before then; null for the newest */
    Mono<PaymentsView> ofAccount(SignedIn who, String account, @Nullable Instant before) {
        return accounts.own(who, account).flatMap(own -> rows.ofAccount(own.id(), before, A_PAGE + 1)
                .flatMap(ids -> payments.all(ids.subList(0, Math.min(ids.size(), A_PAGE)))
                        .collectList()
                        .flatMap(found -> views.all(found, who.login(), own.id()))
                        .map(shown -> new PaymentsView(shown, ids.size() > A_PAGE))));
    }

    private Mono<Payment> find(String id) {
        return ID.matcher(id).matches() ? payments.find(UUID.fromString(id)) : Mono.error(PaymentNotFound::new);
    }

    private static boolean isOwn(SignedIn who, Payment payment) {
        return Long.valueOf(who.login()).equals(payment.wish().payer().login());
    }

    private Mono<Set<Long>> ownAccounts(SignedIn who, Payment payment) {
        return Flux.fromIterable(payment.wish().accounts())
                .filterWhen(account -> accounts.sees(who, account))
                .collect(Collectors.toSet());
    }
}
