package meterside.portal.allocation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An amount laid over debts. Its shares and its rest are together exactly the amount.
 *
 * @param shares in the order in which they are paid; each positive and at most what is owed
 * @param restCents what no debt was left for
 */
public record Allocation(List<Share> shares, long restCents) {

    public Allocation {
        shares = List.copyOf(shares);
    }

    /**
     * What goes to one debt.
     *
     * @param cents positive, at most what it owes
     */
    public record Share(Owed owed, long cents) {}

    /**
     * {@return the amount laid over the debts in the policy's order}
     *
     * @param cents not negative
     * @param today the utility's day by which debts are past due
     */
    public static Allocation of(Policy policy, List<Owed> owed, long cents, LocalDate today) {
        if (cents < 0) {
            throw new IllegalArgumentException("an amount is not negative: " + cents);
        }
        var shares = new ArrayList<Share>();
        var rest = cents;
        for (var debt : policy.order(owed, today)) {
            if (rest == 0) {
                break;
            }
            var share = Math.min(rest, debt.openCents());
            shares.add(new Share(debt, share));
            rest -= share;
        }
        return new Allocation(shares, rest);
    }
}
