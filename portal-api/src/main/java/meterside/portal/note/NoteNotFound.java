package meterside.portal.note;

import meterside.portal.problem.Problem;

/** Also for a note that was taken away already. */
final class NoteNotFound extends Problem {

    static final String CODE = "note-not-found";

    private static final long serialVersionUID = 1L;

    NoteNotFound() {
        super(
                Kind.NOT_FOUND,
                CODE,
                "No such note",
                "There is no note on this day. It may have been taken away already.");
    }
}
