package meterside.alerts.watch;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import meterside.rule.Turn;

/** That a day on which an alert was decided is not beyond its threshold any more, or is so again. */
record Turned(Watched watched, Watched.Version version, LocalDate day, long evaluation, Turn turn) {

    /** A file's corrections are stored one after the other: so long the day has to stay as it turned before anyone is told. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    String kind() {
        if (!turn.beyond()) {
            return "usage-corrected";
        }
        return Decision.isLate(turn.at(), watched.local().of(day)) ? "usage-late" : "usage-threshold";
    }

    /** One a contact and turn. Which of them are told is decided when they are due: each thing once (AL2, AL14). */
    String key(long contact) {
        return "%s:v%d:%s:c%d:%s"
                .formatted(
                        turn.beyond() ? "usage-threshold" : "usage-corrected", version.id(), day, contact, turn.at());
    }

    Duration rest() {
        return turn.beyond() ? Duration.ZERO : SETTLED;
    }

    Map<String, Object> facts() {
        var facts = watched.facts(version, day, turn.billionths(), turn.at());
        facts.put("evaluation", evaluation);
        return facts;
    }
}
