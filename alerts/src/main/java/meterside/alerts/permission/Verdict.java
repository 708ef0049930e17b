package meterside.alerts.permission;

import java.time.Instant;

/** Whether a notice may be told now. */
public sealed interface Verdict {

    record Send() implements Verdict {}

    /** Not before then. */
    record Wait(Instant until, String reason) implements Verdict {}

    /** Never. */
    record Drop(String reason) implements Verdict {}

    /** Not by itself: it is counted in the summary of its day. */
    record Summarise() implements Verdict {}
}
