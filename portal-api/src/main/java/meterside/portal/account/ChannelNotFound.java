package meterside.portal.account;

import meterside.portal.problem.Problem;

/** Also thrown for a channel of another customer's: whether it exists is not ours to tell. */
final class ChannelNotFound extends Problem {

    static final String CODE = "channel-not-found";

    private static final long serialVersionUID = 1L;

    ChannelNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such channel", "There is no such channel on this account.");
    }
}
