package meterside.portal.account;

import meterside.portal.problem.Problem;

/** Also thrown for another customer's account: whether it exists is not ours to tell. */
public final class AccountNotFound extends Problem {

    static final String CODE = "account-not-found";

    private static final long serialVersionUID = 1L;

    public AccountNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such account", "There is no such account for this login.");
    }
}
