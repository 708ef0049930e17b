package meterside.rule;

import java.time.Instant;
import java.time.LocalDate;
import meterside.metering.LocalDays;
import org.jspecify.annotations.Nullable;

/**
 * When one version of an alert decides: on what arrives after it was made and before the alert ended, of the local day it
 * was made on and later ones. The day the next version is made on is the next one's from then on; of days before, what
 * arrives late is still for this one, so that a change decides nothing anew (AL4).
 *
 * @param replacedAt when the next version was made, or null for the latest
 * @param endedAt when the alert, or the login's access to the account, ended; null while it lasts
 */
public record Term(
        Instant madeAt,
        @Nullable Instant replacedAt,
        @Nullable Instant endedAt) {

    /** {@return whether it decides on what arrives then of the day} */
    public boolean covers(LocalDate day, LocalDays local, Instant arrivedAt) {
        if (day.isBefore(local.dayOf(madeAt)) || !arrivedAt.isAfter(madeAt)) {
            return false;
        }
        if (endedAt != null && !arrivedAt.isBefore(endedAt)) {
            return false;
        }
        if (replacedAt == null) {
            return true;
        }
        var nextFrom = local.dayOf(replacedAt);
        return day.isBefore(nextFrom) || (day.equals(nextFrom) && !arrivedAt.isAfter(replacedAt));
    }
}
