package meterside.portal.note;

import java.time.Instant;
import meterside.metering.LocalDays;

/**
 * A note on the wire.
 *
 * @param text plain: whoever shows it escapes it
 * @param changed when it was written or last changed, in the zone of the usage point
 */
record NoteView(String day, String text, String changed) {

    static NoteView of(NoteRepository.Stored note, LocalDays days) {
        var changed = Instant.ofEpochSecond(note.changedAt());
        return new NoteView(
                note.day().toString(),
                note.text(),
                changed.atOffset(days.offsetAt(changed)).toString());
    }
}
