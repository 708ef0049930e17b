package meterside.portal.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import meterside.portal.ledger.Balance;
import meterside.portal.statement.BesideRepository.Beside;
import meterside.portal.statement.BesideRepository.Scheduled;
import meterside.portal.wish.Collision;
import org.jspecify.annotations.Nullable;

/** A balance on the wire. */
record BalanceView(
        String currency,
        long owedCents,
        long pastDueCents,
        long creditCents,
        @Nullable String dueOn,
        @Nullable BillView lastBill,
        long onTheWayCents,
        List<Scheduled> scheduled,
        @Nullable DebitView autopay,
        List<Balance.Aged> ageing) {

    record BillView(String id, String number, String issuedOn, String dueOn, long totalCents) {}

    record DebitView(long cents, String on) {}

    /** @param coming what a standing order would debit is among it */
    static BalanceView of(String currency, Balance balance, Beside beside, List<Collision> coming) {
        return new BalanceView(
                currency,
                balance.owedCents(),
                balance.pastDueCents(),
                balance.unappliedCents(),
                text(balance.dueOn()),
                bill(beside),
                beside.onTheWay(),
                beside.payments(),
                coming.stream()
                        .filter(one -> one.kind().equals("autopay"))
                        .findFirst()
                        .map(one -> new DebitView(one.cents(), one.on().toString()))
                        .orElse(null),
                balance.ageing());
    }

    private static @Nullable BillView bill(Beside beside) {
        return beside.bill() == null
                ? null
                : new BillView(
                        beside.bill().toString(),
                        Objects.requireNonNull(beside.number()),
                        Objects.requireNonNull(beside.issuedOn()).toString(),
                        Objects.requireNonNull(beside.dueOn()).toString(),
                        Objects.requireNonNull(beside.total()));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
