package meterside.portal.counter;

import java.time.LocalDate;
import java.util.List;
import meterside.portal.books.OpenCharge;
import meterside.portal.counter.CounterRepository.Found;
import meterside.portal.ledger.Balance;
import meterside.portal.paying.PaymentView;
import meterside.portal.refund.RefundView;
import org.jspecify.annotations.Nullable;

/** One customer as a clerk sees them: what is owed, for what, what was paid and given back. */
record CustomerView(
        String id,
        String number,
        String name,
        List<String> addresses,
        String currency,
        long owedCents,
        long pastDueCents,
        long creditCents,
        @Nullable String dueOn,
        List<ChargeView> openCharges,
        List<PaymentView> payments,
        List<RefundView> refunds) {

    /** One of those found by a search. */
    record FoundView(
            String id, String number, String name, @Nullable String address, long owedCents) {

        static FoundView of(Found found, long owedCents) {
            return new FoundView(Long.toString(found.id()), found.number(), found.name(), found.address(), owedCents);
        }
    }

    record ChargeView(
            String charge,
            String service,
            String kind,
            @Nullable String bill,
            @Nullable String billNumber,
            String dueOn,
            long amountCents,
            long openCents) {

        static ChargeView of(OpenCharge charge) {
            var bill = charge.bill();
            return new ChargeView(
                    Long.toString(charge.charge()),
                    charge.service(),
                    charge.kind(),
                    bill == null ? null : bill.toString(),
                    charge.billNumber(),
                    charge.dueOn().toString(),
                    charge.amountCents(),
                    charge.openCents());
        }
    }

    static CustomerView of(
            Found found,
            String currency,
            List<String> addresses,
            Balance balance,
            List<OpenCharge> open,
            List<PaymentView> payments,
            List<RefundView> refunds) {
        return new CustomerView(
                Long.toString(found.id()),
                found.number(),
                found.name(),
                addresses,
                currency,
                balance.owedCents(),
                balance.pastDueCents(),
                balance.unappliedCents(),
                text(balance.dueOn()),
                open.stream().map(ChargeView::of).toList(),
                payments,
                refunds);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
