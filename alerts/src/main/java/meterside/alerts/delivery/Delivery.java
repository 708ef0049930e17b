package meterside.alerts.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.alerts.notice.Notices;
import meterside.alerts.permission.Due;
import meterside.alerts.permission.Permission;
import meterside.alerts.permission.Verdict.Drop;
import meterside.alerts.permission.Verdict.Send;
import meterside.alerts.permission.Verdict.Summarise;
import meterside.alerts.permission.Verdict.Wait;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Outcome;
import meterside.alerts.sender.Sender;
import meterside.alerts.sender.Trouble;
import meterside.alerts.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One notice at a time from due to done. What may be sent is marked as being sent and committed before the provider is
 * called, and the answer is noted after: so after a death anywhere it is known which messages may have gone out.
 */
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Map<Medium, Sender> senders;
    private final DueRepository dues;
    private final FateRepository fates;
    private final Notices notices;
    private final Writing writing;
    private final Permission permission;
    private final Backoff backoff;
    private final DeliverySettings settings;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Steps steps;

    Delivery(
            Map<Medium, Sender> senders,
            DueRepository dues,
            FateRepository fates,
            Notices notices,
            Words words,
            Backoff backoff,
            DeliverySettings settings,
            TransactionOperations transaction,
            Clock clock,
            Steps steps) {
        this.senders = Map.copyOf(senders);
        this.dues = dues;
        this.fates = fates;
        this.notices = notices;
        this.writing = new Writing(words, dues, settings);
        this.permission =
                new Permission(new Permission.Limits(settings.zone(), settings.textsADay(), settings.noticesADay()));
        this.backoff = backoff;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        this.steps = steps;
    }

    /** Between which steps a death is tried by tests; in service nothing happens there. */
    interface Steps {
        void reached(String step);
    }

    /** {@return whether anything can be sent from here; without settings for mail and texts all notices wait} */
    boolean hasSenders() {
        return !senders.isEmpty();
    }

    /**
     * Judges what is due, in one short transaction.
     *
     * @return what is marked as being sent, for {@link #send}
     */
    List<Ready> claim(int limit) {
        var ready = new ArrayList<Ready>();
        transaction.executeWithoutResult(status -> {
            ready.clear();
            dues.claimAlone();
            var now = clock.instant();
            for (var due : dues.pending(senders.keySet(), now, limit)) {
                judge(due, now, ready);
            }
            steps.reached("claimed");
        });
        steps.reached("claim committed");
        return ready;
    }

    private void judge(Due due, Instant now, List<Ready> ready) {
        var zone = due.contact() == null ? settings.zone() : due.contact().zone();
        var standing = dues.standing(due, startOfDay(now, zone), startOfDay(now, settings.zone()));
        switch (permission.judge(due, standing, now)) {
            case Send() -> prepare(due, now, ready);
            case Wait(var until, var reason) -> fates.waits(due.id(), sooner(until, due), reason);
            case Drop(var reason) -> fates.failed(due.id(), "pending", now, reason);
            case Summarise() -> holdBack(due, now, zone);
        }
    }

    private void prepare(Due due, Instant now, List<Ready> ready) {
        try {
            ready.add(writing.of(due));
            fates.sending(due.id(), now, now.plus(settings.lease()));
        } catch (Words.Unspeakable missing) {
            LOG.error("notice {} cannot be put into words: {}", due.id(), missing.getMessage());
            fates.failed(due.id(), "pending", now, "no-words");
        }
    }

    private void holdBack(Due due, Instant now, ZoneId zone) {
        var contact = due.contact();
        if (contact == null) {
            return;
        }
        var day = now.atZone(zone).toLocalDate();
        fates.failed(due.id(), "pending", now, "in-summary");
        fates.summary(
                due,
                "summary:%d:%s".formatted(contact.id(), day),
                "{\"day\":\"%s\"}".formatted(day),
                now,
                start(day.plusDays(1), zone));
    }

    /** Hands one over, with no transaction open, and notes what came of it. */
    void send(Ready ready) {
        steps.reached("before send");
        var outcome = sender(ready.due()).send(ready.message());
        steps.reached("answered");
        transaction.executeWithoutResult(status -> note(ready, outcome));
        steps.reached("marked");
    }

    private void note(Ready ready, Outcome outcome) {
        var due = ready.due();
        var now = clock.instant();
        switch (outcome.kind()) {
            case ACCEPTED -> {
                fates.attempt(due, ready.said(), "accepted", outcome, now);
                fates.accepted(due.id(), "sending", now, outcome.providerId());
            }
            case REFUSED -> {
                fates.attempt(due, ready.said(), "refused", outcome, now);
                var trouble = outcome.trouble();
                if (trouble != null) {
                    fates.addressFailed(due, trouble, now);
                }
                fates.failed(due.id(), "sending", now, trouble == null ? "refused" : trouble.code());
                if (trouble != Trouble.OPTED_OUT) {
                    notices.tellByNextMedium(due.id());
                }
            }
            case LATER -> {
                fates.attempt(due, ready.said(), "later", outcome, now);
                again(due, outcome, now);
            }
            case UNKNOWN -> {
                fates.attempt(due, ready.said(), "unknown", outcome, now);
                lost(due, "sending", now, "no-answer");
            }
        }
    }

    private void again(Due due, Outcome outcome, Instant now) {
        var next = now.plus(backoff.after(due.tries() + 1, outcome.pause()));
        if (next.isAfter(due.madeAt().plus(Backoff.LONGEST)) && due.tries() > 0) {
            fates.failed(due.id(), "sending", now, "gave-up");
            notices.tellByNextMedium(due.id());
        } else {
            fates.again(due.id(), "sending", sooner(next, due), "provider-busy");
        }
    }

    /** A text's fate can be asked for; an e-mail's cannot, so it is flagged and the next medium tried. */
    private void lost(Due due, String from, Instant now, String reason) {
        if (due.medium() == Medium.SMS) {
            fates.unknown(due.id(), from, now.plus(settings.askAfter()), reason);
        } else {
            fates.flagged(due.id(), from, reason);
            notices.tellByNextMedium(due.id());
        }
    }

    /** Finds notices whose sender died, or hangs beyond its lease. */
    int findAbandoned(int limit) {
        var found = transaction.execute(status -> {
            var now = clock.instant();
            var abandoned = dues.abandoned(senders.keySet(), now, limit);
            abandoned.forEach(due -> lost(due, "sending", now, "sender-died"));
            return abandoned.size();
        });
        return found == null ? 0 : found;
    }

    /** Asks the provider about notices of unknown fate; what it has not is sent again. */
    int askAboutUnknown(int limit) {
        List<Due> asked = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            asked.clear();
            var now = clock.instant();
            dues.unknown(senders.keySet(), now, limit).forEach(due -> {
                fates.asking(due.id(), now, now.plus(settings.lease()));
                asked.add(due);
            });
        });
        asked.forEach(this::ask);
        return asked.size();
    }

    private void ask(Due due) {
        Ready ready;
        try {
            ready = writing.of(due);
        } catch (Words.Unspeakable missing) {
            fates.flagged(due.id(), "unknown", "no-words");
            return;
        }
        var since = due.claimedAt() == null ? due.madeAt() : due.claimedAt();
        var outcome = sender(due).ask(ready.message(), since, fates.othersAt(due, since.minus(settings.lease())));
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            switch (outcome.kind()) {
                case ACCEPTED -> {
                    fates.attempt(due, ready.said(), "reconciled", outcome, now);
                    fates.accepted(due.id(), "unknown", now, outcome.providerId());
                }
                case LATER, REFUSED -> fates.again(due.id(), "unknown", now, "not-at-provider");
                case UNKNOWN -> {
                    var next = now.plus(backoff.after(due.tries(), outcome.pause()));
                    if (next.isAfter(due.madeAt().plus(Backoff.LONGEST))) {
                        fates.flagged(due.id(), "unknown", "nobody-knows");
                    } else {
                        fates.unknown(due.id(), "unknown", next, "provider-silent");
                    }
                }
            }
        });
    }

    private Sender sender(Due due) {
        var sender = senders.get(due.medium());
        if (sender == null) {
            throw new IllegalStateException("nobody sends " + due.medium());
        }
        return sender;
    }

    /** Looked at when it expires, so that a code is wiped in time. */
    private static Instant sooner(Instant until, Due due) {
        return due.expiresAt() != null && due.expiresAt().isBefore(until) ? due.expiresAt() : until;
    }

    private static Instant startOfDay(Instant now, ZoneId zone) {
        return start(now.atZone(zone).toLocalDate(), zone);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
