package meterside.portal.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision on the wire; times in the zone of the usage point. */
record EvaluationView(
        String id,
        String alert,
        String kind,
        String commodity,
        @Nullable String channel,
        String day,
        String from,
        String to,
        String value,
        String unit,
        String threshold,
        String quality,
        int coveredSeconds,
        int expectedSeconds,
        String arrivedAt,
        String decidedAt,
        String zone,
        List<Read> reads,
        List<Turn> turns,
        List<Notice> notices) {

    /**
     * A read as known then.
     *
     * @param value in its channel's own unit
     * @param running the sum of those that count up to this one, in the alert's unit
     * @param counts whether it counts: an estimate may not
     * @param decided whether it is the one that took the sum past the threshold
     */
    record Read(
            String channel,
            String start,
            int seconds,
            String value,
            String unit,
            String quality,
            String arrivedAt,
            String running,
            boolean counts,
            boolean decided) {}

    /**
     * A correction after the decision.
     *
     * @param beyond whether the day is past the threshold from then on
     * @param value the day's use as known then, in the alert's unit
     */
    record Turn(String at, boolean beyond, String value) {}

    record Notice(
            String id,
            String kind,
            String medium,
            String address,
            String state,
            @Nullable String reason,
            String madeAt,
            List<Attempt> attempts) {}

    record Attempt(
            String at,
            String outcome,
            String answer,
            @Nullable String subject,
            String body) {}
}
