package meterside.portal.books;

import java.util.List;

/**
 * How an amount is laid over an account's charges.
 *
 * @param shares in the policy's order
 * @param unappliedCents what no charge took: the account's credit, for the next bill (rule PY6)
 */
public record Allocated(List<Share> shares, long unappliedCents) {

    public Allocated {
        shares = List.copyOf(shares);
    }
}
