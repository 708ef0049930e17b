package meterside.portal.counter;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.account.AccountNotFound;
import meterside.portal.audit.Audit;
import meterside.portal.counter.CounterRepository.Found;
import meterside.portal.counter.CustomerView.FoundView;
import meterside.portal.ledger.Ledger;
import meterside.portal.limit.Network;
import meterside.portal.paying.Views;
import meterside.portal.payment.Payments;
import meterside.portal.refund.RefundDesk;
import meterside.portal.staff.Clerk;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finding a customer and seeing them. */
@Component
class Counter {

    private static final int MOST_FOUND = 20;
    private static final int MOST_PAYMENTS = 30;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final CounterRepository rows;
    private final Ledger ledger;
    private final Payments payments;
    private final Views views;
    private final RefundDesk refunds;
    private final Audit audit;
    private final String currency;

    Counter(
            CounterRepository rows,
            Ledger ledger,
            Payments payments,
            Views views,
            RefundDesk refunds,
            Audit audit,
            @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.rows = rows;
        this.ledger = ledger;
        this.payments = payments;
        this.views = views;
        this.refunds = refunds;
        this.audit = audit;
        this.currency = currency;
    }

    /** {@return accounts by number, meter, name or address} What was searched for is not kept: it may be anybody's name. */
    Mono<List<FoundView>> search(Clerk clerk, String words, Network from) {
        var like = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return rows.search(words, like, MOST_FOUND)
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(found -> ledger.balance(found.id()).map(balance -> FoundView.of(found, balance.owedCents())))
                .collectList()
                .delayUntil(found -> audit.note(
                        Audit.login(clerk.login()),
                        "accounts-searched",
                        "accounts",
                        Map.of("found", found.size()),
                        from.address()));
    }

    /** {@return one customer as a page} Each look is audited before anything is shown. */
    Mono<CustomerView> look(Clerk clerk, String account, Network from) {
        return find(account)
                .delayUntil(found -> audit.note(
                        Audit.login(clerk.login()),
                        "account-looked-at",
                        "account:" + found.id(),
                        Map.of(),
                        from.address()))
                .flatMap(this::page);
    }

    /** {@return the account, or {@link AccountNotFound}} */
    Mono<Found> find(String account) {
        return rows.find(ID.matcher(account).matches() ? Long.parseLong(account) : 0)
                .switchIfEmpty(Mono.error(AccountNotFound::new));
    }

    private Mono<CustomerView> page(Found found) {
        var paid = rows.payments(found.id(), MOST_PAYMENTS)
                .flatMap(ids -> payments.all(ids).collectList())
                .flatMapIterable(all -> all)
                .concatMap(views::whole)
                .collectList();
        return Mono.zip(
                        rows.addresses(found.id()),
                        ledger.balance(found.id()),
                        ledger.open(found.id()),
                        paid,
                        refunds.ofAccount(found.id()).collectList())
                .map(known -> CustomerView.of(
                        found, currency, known.getT1(), known.getT2(), known.getT3(), known.getT4(), known.getT5()));
    }
}
