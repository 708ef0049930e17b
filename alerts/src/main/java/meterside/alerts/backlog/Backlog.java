package meterside.alerts.backlog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import meterside.alerts.backlog.BacklogRepository.Fares;
import meterside.alerts.health.HealthPart;
import meterside.alerts.sender.Medium;
import org.springframework.dao.DataAccessException;

/**
 * Says how one medium fares. Never {@code down}: a mail server that is away makes notices wait and is no reason to take
 * the process out of service.
 */
class Backlog implements HealthPart {

    private static final int FEW = 3;

    private final Medium medium;
    private final boolean set;
    private final BacklogRepository backlog;
    private final Clock clock;

    /** @param set whether the settings for this medium are there */
    Backlog(Medium medium, boolean set, BacklogRepository backlog, Clock clock) {
        this.medium = medium;
        this.set = set;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public String name() {
        return medium == Medium.EMAIL ? "mail" : "texts";
    }

    @Override
    public String state() {
        try {
            var now = clock.instant();
            return words(backlog.fares(medium, now), now);
        } catch (DataAccessException away) {
            return "up"; // the database has a part of its own
        }
    }

    String words(Fares fares, Instant now) {
        var troubles = new ArrayList<String>();
        if (!set && fares.overdue() > 0) {
            troubles.add("%d wait, since %s is not set"
                    .formatted(
                            fares.overdue(), medium == Medium.EMAIL ? "METERSIDE_SMTP_HOST" : "METERSIDE_TWILIO_SID"));
        } else if (fares.oldest() != null) {
            var minutes = Duration.between(fares.oldest(), now).toMinutes();
            troubles.add("%d overdue and the oldest by %d min".formatted(fares.overdue(), minutes));
        }
        if (fares.tries() >= FEW && fares.taken() == 0) {
            troubles.add("none of %d tries in 15 min was taken and the last answer was: %s"
                    .formatted(fares.tries(), fares.answer()));
        }
        if (fares.spent() > 0) {
            troubles.add("%d wait for tomorrow since METERSIDE_TEXTS_A_DAY is spent".formatted(fares.spent()));
        }
        if (fares.asked() > 0) {
            troubles.add("%d of unknown fate are being asked for".formatted(fares.asked()));
        }
        if (fares.flagged() > 0) {
            troubles.add("%d of unknown fate in 7 days".formatted(fares.flagged()));
        }
        return troubles.isEmpty() ? "up" : "up: " + String.join("; ", troubles).replaceAll("[\"\\\\\\p{Cntrl}]", " ");
    }
}
