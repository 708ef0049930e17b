package meterside.portal.returncode;

import meterside.portal.problem.Problem;

/** The bank sent the last debit of this account back, for a reason that forbids another. */
public final class AccountReturned extends Problem {

    static final String CODE = "bank-account-returned";

    private static final long serialVersionUID = 1L;

    public AccountReturned() {
        super(
                Kind.INVALID,
                CODE,
                "This bank account cannot be debited",
                "Your bank sent the last payment from this account back. Add the account again, or pay with another.");
    }
}
