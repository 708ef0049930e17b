package meterside.portal.note;

import meterside.portal.problem.Problem;

/** The day is still to come, or was not the customer's there: somebody else's days are nobody's to write on. */
final class NoteDayRefused extends Problem {

    static final String CODE = "note-day-refused";

    private static final long serialVersionUID = 1L;

    NoteDayRefused() {
        super(
                Kind.INVALID,
                CODE,
                "Not a day for a note",
                "A note belongs to a day up to today on which this account is served there.");
    }
}
