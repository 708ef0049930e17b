package meterside.portal.autopay;

import java.time.LocalDate;
import meterside.portal.books.OpenCharge;
import meterside.portal.ledger.Ledger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How much a standing order takes: what is due by the bill's due date, less what the customer has paid or is paying (PY3). */
@Component
public class Debits {

    private final Ledger ledger;
    private final AutopayRepository orders;

    Debits(Ledger ledger, AutopayRepository orders) {
        this.ledger = ledger;
        this.orders = orders;
    }

    /**
     * {@return cents to debit, by what is known now; 0 for nothing}
     *
     * @param dueOn the bill's; what is past due counts as well, what is due later does not
     */
    public Mono<Long> cents(long account, LocalDate dueOn) {
        return Mono.zip(ledger.open(account), ledger.balance(account), orders.onTheWay(account, dueOn))
                .map(known -> {
                    var open = known.getT1().stream()
                            .filter(charge -> !charge.dueOn().isAfter(dueOn))
                            .mapToLong(OpenCharge::openCents)
                            .sum();
                    return Math.max(0, open - known.getT2().unappliedCents() - known.getT3());
                });
    }
}
