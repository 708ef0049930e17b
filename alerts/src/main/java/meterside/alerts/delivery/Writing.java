package meterside.alerts.delivery;

import java.time.LocalDate;
import java.util.HashMap;
import meterside.alerts.permission.Due;
import meterside.alerts.permission.Kind;
import meterside.alerts.sender.Medium;
import meterside.alerts.words.StopLink;
import meterside.alerts.words.Words;

/** Puts a notice into the words it is sent in. The same notice gives the same words, by which a lost text is found again. */
final class Writing {

    private final Words words;
    private final DueRepository dues;
    private final DeliverySettings settings;

    Writing(Words words, DueRepository dues, DeliverySettings settings) {
        this.words = words;
        this.dues = dues;
        this.settings = settings;
    }

    /** @throws Words.Unspeakable if there is no template, or it misses a fact */
    Ready of(Due due) {
        var stop = stopLink(due);
        var contact = due.contact();
        var facts = new HashMap<>(due.facts());
        if (due.evaluation() != null
                && due.account() != null
                && !settings.publicUrl().isEmpty()) {
            facts.put(
                    "link",
                    "%s/accounts/%d/evaluations/%d".formatted(settings.publicUrl(), due.account(), due.evaluation()));
        }
        if (due.kind() == Kind.SUMMARY && contact != null) {
            var day = LocalDate.parse(String.valueOf(facts.get("day")));
            var start = day.atStartOfDay(contact.zone()).toInstant();
            var end = day.plusDays(1).atStartOfDay(contact.zone()).toInstant();
            var count = dues.heldBack(contact.id(), start, end);
            facts.put("count", count);
            facts.put("one", count == 1);
        }
        var said = words.render(due.kindName(), due.medium(), due.language(), facts, due.secret(), stop);
        return new Ready(due, said, stop);
    }

    private String stopLink(Due due) {
        var contact = due.contact();
        return contact != null && due.medium() == Medium.EMAIL && due.kind().needsConsent()
                ? StopLink.of(contact.id(), settings.publicUrl(), settings.key())
                : "";
    }
}
