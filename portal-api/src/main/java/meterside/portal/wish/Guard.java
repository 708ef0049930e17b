package meterside.portal.wish;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import meterside.portal.books.OpenCharge;
import meterside.portal.gateway.Dollars;
import meterside.portal.ledger.Balance;
import meterside.portal.ledger.Ledger;
import meterside.portal.returncode.AccountReturned;
import meterside.portal.returncode.ReturnCode;
import meterside.portal.returncode.Returns;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides whether a wish may be paid. */
@Service
public class Guard {

    private static final int MOST_DAYS_AHEAD = 90;

    /** A bill older than this that no standing order decided on is left to people. */
    public static final int OLDEST_DAYS = 120;

    private final GuardRepository payments;
    private final Ledger ledger;
    private final Returns returns;
    private final Clock clock;
    private final ZoneId zone;
    private final long overpayCents;

    Guard(
            GuardRepository payments,
            Ledger ledger,
            Returns returns,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_OVERPAY:500.00}") String overpay) {
        this.payments = payments;
        this.ledger = ledger;
        this.returns = returns;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.overpayCents = Dollars.cents("METERSIDE_OVERPAY", overpay);
    }

    /** Until the caller's transaction ends nobody else wishes anything for these accounts. */
    public Mono<Void> lock(List<Long> accounts) {
        return payments.lock(accounts);
    }

    /**
     * Completes if the wish may be paid, in a transaction that holds the {@link #lock}.
     *
     * @throws AmountRefused above the debt by more than is taken
     * @throws MethodNotFound if it is to be debited from what whoever pays has not saved
     * @throws AccountReturned if the bank sent its last debit back for good (PY9)
     * @throws DayRefused if it is for a day that is over or too far ahead
     * @throws PaymentUnknown while an earlier payment is not decided (PY1); not at the counter, where money lies on the table
     * @throws PaymentCollides with another that is coming anyway, unless that is accepted
     */
    public Mono<Void> check(Wish wish) {
        var accounts = wish.accounts();
        var amounts = Mono.defer(() -> checkAmounts(wish.parts()));
        if (wish.origin() == Origin.COUNTER) {
            return amounts;
        }
        mustNotBeTooFarAhead(wish.on());
        return mustHaveMethod(wish)
                .then(Mono.defer(() -> payments.isOneUnknown(accounts)))
                .flatMap(unknown -> unknown ? Mono.error(PaymentUnknown::new) : amounts)
                .then(Mono.defer(() -> wish.despite() ? Mono.just(List.<Collision>of()) : collisions(accounts)))
                .flatMap(collisions -> collisions.isEmpty() ? Mono.empty() : Mono.error(PaymentCollides::new));
    }

    /**
     * Completes if no part is above its account's debt by more than is taken.
     *
     * @throws AmountRefused if one is
     */
    public Mono<Void> checkAmounts(List<Part> parts) {
        return Flux.fromIterable(parts)
                .concatMap(part -> ledger.balance(part.account()).doOnNext(balance -> mustNotBeAbove(balance, part)))
                .then();
    }

    /** {@return what is coming to these accounts anyway} */
    public Mono<List<Collision>> collisions(List<Long> accounts) {
        return payments.coming(accounts).flatMap(coming -> debits(accounts).map(debits -> {
            var all = new ArrayList<>(debits);
            coming.forEach(one -> all.add(new Collision(
                    one.state().equals("scheduled") ? "scheduled" : "on-the-way",
                    one.account(),
                    one.cents(),
                    one.on())));
            return all;
        }));
    }

    /** {@return what standing orders are going to debit next} */
    private Mono<List<Collision>> debits(List<Long> accounts) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return payments.autopays(accounts, today.minusDays(OLDEST_DAYS))
                .flatMapMany(Flux::fromIterable)
                .concatMap(order -> debitCents(order.account(), order.dueOn())
                        .filter(cents -> cents > 0 && (order.most() == null || cents <= order.most()))
                        .map(cents -> new Collision(
                                "autopay",
                                order.account(),
                                cents,
                                order.debitOn().isBefore(today) ? today : order.debitOn())))
                .collectList();
    }

    /**
     * {@return cents that a standing order takes for a bill, by what is known now; 0 for nothing} That is what is due by the bill's due
     * date, less what the customer has paid or is paying (PY3).
     *
     * @param dueOn the bill's; what is past due counts as well, what is due later does not
     */
    public Mono<Long> debitCents(long account, LocalDate dueOn) {
        return Mono.zip(ledger.open(account), ledger.balance(account), payments.onTheWay(account, dueOn))
                .map(known -> {
                    var open = known.getT1().stream()
                            .filter(charge -> !charge.dueOn().isAfter(dueOn))
                            .mapToLong(OpenCharge::openCents)
                            .sum();
                    return Math.max(0, open - known.getT2().unappliedCents() - known.getT3());
                });
    }

    private Mono<Void> mustHaveMethod(Wish wish) {
        var login = wish.payer().login();
        var method = wish.method();
        if (method == null) {
            return Mono.empty();
        }
        return login == null
                ? Mono.error(MethodNotFound::new)
                : payments.hasMethod(login, method, wish.kind().word())
                        .flatMap(there -> there ? mayBeDebited(method) : Mono.error(MethodNotFound::new));
    }

    private Mono<Void> mayBeDebited(long method) {
        return payments.lastReturn(method)
                .filter(code ->
                        returns.find(code).map(ReturnCode::endsTheAccount).orElse(true))
                .flatMap(code -> Mono.error(AccountReturned::new));
    }

    private void mustNotBeTooFarAhead(@Nullable LocalDate on) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        if (on != null && (!on.isAfter(today) || on.isAfter(today.plusDays(MOST_DAYS_AHEAD)))) {
            throw new DayRefused(MOST_DAYS_AHEAD);
        }
    }

    private void mustNotBeAbove(Balance balance, Part part) {
        if (part.cents() > Math.max(0, balance.owedCents()) + overpayCents) {
            throw new AmountRefused("At most %s more than what is owed is taken."
                    .formatted(BigDecimal.valueOf(overpayCents, 2).toPlainString()));
        }
    }
}
