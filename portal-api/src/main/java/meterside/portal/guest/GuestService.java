package meterside.portal.guest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.portal.gateway.Fees;
import meterside.portal.guest.GuestRepository.Found;
import meterside.portal.ledger.Ledger;
import meterside.portal.lifecycle.Payment;
import meterside.portal.limit.Allowance;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.till.Till;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets anyone pay an account whose number and newest bill they know, and tells them no more than that takes (rule PY17). */
@Service
class GuestService {

    /** Right ones count too: else nine guesses and one more would tell. */
    private static final Allowance FOR_AN_ACCOUNT = Allowance.aDay(10);

    private static final Allowance FROM_A_NETWORK = Allowance.anHour(20);
    private static final Allowance PAID_FROM_A_NETWORK = Allowance.anHour(40);
    private static final int SHOWN_OF_A_NUMBER = 3;

    private final GuestRepository accounts;
    private final Ledger ledger;
    private final Tokens tokens;
    private final Payments payments;
    private final Till till;
    private final Fees fees;
    private final Attempts attempts;

    GuestService(
            GuestRepository accounts,
            Ledger ledger,
            Tokens tokens,
            Payments payments,
            Till till,
            Fees fees,
            Attempts attempts) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.tokens = tokens;
        this.payments = payments;
        this.till = till;
        this.fees = fees;
        this.attempts = attempts;
    }

    /** What a guest is told of an account; name and number are masked. */
    record Bill(
            String token,
            String name,
            String accountNumber,
            long owedCents,
            @Nullable String dueOn) {}

    /** What a guest wishes to pay, and whether also when another payment is coming. */
    record Asked(
            UUID key,
            String token,
            long cents,
            Kind kind,
            @Nullable String email,
            boolean despite,
            String language) {}

    /**
     * {@return what is owed on the account of that number, to whoever knows its newest bill's amount}
     *
     * @throws GuestRefused if there is no such account, or the amount is another
     */
    Mono<Bill> find(String number, long lastCents, Network from) {
        return attempts.take("guest bills from " + from.subject(), FROM_A_NETWORK)
                .then(attempts.take("guest bills of account " + number.toLowerCase(Locale.ROOT), FOR_AN_ACCOUNT))
                .then(accounts.find(number).singleOptional())
                .flatMap(found -> Mono.justOrEmpty(found.filter(one -> isLast(one, lastCents))))
                .switchIfEmpty(Mono.error(GuestRefused::new))
                .flatMap(found -> Mono.zip(tokens.make(found.id()), ledger.balance(found.id()))
                        .map(owed -> new Bill(
                                owed.getT1(),
                                maskedName(found.name()),
                                maskedNumber(found.number()),
                                owed.getT2().owedCents(),
                                owed.getT2().dueOn() == null
                                        ? null
                                        : owed.getT2().dueOn().toString())));
    }

    private static boolean isLast(Found found, long cents) {
        return found.lastCents() != null && found.lastCents() == cents;
    }

    /** {@return the payment, on the provider's page} A repeat with the same key is the same payment. */
    Mono<Payment> pay(Asked asked, Network from) {
        return attempts.take("guest payments from " + from.subject(), PAID_FROM_A_NETWORK)
                .then(Mono.defer(() -> Mono.justOrEmpty(tokens.account(asked.token()))))
                .switchIfEmpty(Mono.error(GuestRefused::new))
                .flatMap(account -> till.ask(Wish.onPage(
                        asked.key(),
                        Origin.GUEST,
                        asked.email() == null ? Payer.GUEST : Payer.guest(asked.email()),
                        asked.kind(),
                        List.of(new Part(account, asked.cents())),
                        fees.cents(asked.kind().instrument().orElseThrow(), asked.cents()),
                        asked.despite(),
                        asked.language())));
    }

    /**
     * {@return how a guest's payment fares}
     *
     * @throws PaymentNotFound if it is no guest's, or of another account than the token's, or the token is too old
     */
    Mono<Payment> look(UUID payment, String token) {
        return Mono.justOrEmpty(tokens.account(token))
                .switchIfEmpty(Mono.error(PaymentNotFound::new))
                .flatMap(account -> payments.find(payment)
                        .filter(found -> found.wish().origin() == Origin.GUEST
                                && found.wish().accounts().equals(List.of(account))))
                .switchIfEmpty(Mono.error(PaymentNotFound::new))
                .flatMap(till::refresh);
    }

    /** {@return such as D… D…: enough to know that it is the right one} */
    static String maskedName(String name) {
        return Stream.of(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(3)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + "…")
                .collect(Collectors.joining(" "));
    }

    static String maskedNumber(String number) {
        return "…" + number.substring(Math.max(0, number.length() - SHOWN_OF_A_NUMBER));
    }
}
