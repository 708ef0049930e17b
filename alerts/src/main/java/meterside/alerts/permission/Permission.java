package meterside.alerts.permission;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import meterside.alerts.permission.Verdict.Drop;
import meterside.alerts.permission.Verdict.Send;
import meterside.alerts.permission.Verdict.Summarise;
import meterside.alerts.permission.Verdict.Wait;
import meterside.alerts.sender.Medium;

/** Decides whether a notice may be told now. Asked again each time it is due, so what waited is judged by what is true then. */
public final class Permission {

    private final Limits limits;

    public Permission(Limits limits) {
        this.limits = limits;
    }

    /**
     * How much is enough.
     *
     * @param zone the utility's, whose day limits the texts
     * @param textsADay how many texts a day over all: the spend cap
     * @param noticesADay how many alerts a contact gets a day before the rest is summed up
     */
    public record Limits(ZoneId zone, int textsADay, int noticesADay) {}

    /** {@return what is to become of a notice that is due} */
    public Verdict judge(Due due, Standing standing, Instant now) {
        var never = never(due, standing, now);
        if (!never.isEmpty()) {
            return new Drop(never);
        }
        var kind = due.kind();
        if (due.medium() == Medium.SMS && standing.textsToday() >= limits.textsADay()) {
            return new Wait(tomorrow(now, limits.zone()), "texts-spent");
        }
        if (!kind.needsConsent() || due.contact() == null) {
            return new Send();
        }
        var end = quietHours(due).flatMap(hours -> hours.endIfQuiet(now));
        if (end.isPresent()) {
            return new Wait(end.get(), "quiet-hours");
        }
        return kind.isLimited() && standing.toldToday() >= limits.noticesADay() ? new Summarise() : new Send();
    }

    /** {@return why it is never to be told, or nothing} */
    private static String never(Due due, Standing standing, Instant now) {
        var kind = due.kind();
        if (due.expiresAt() != null && !now.isBefore(due.expiresAt())) {
            return "expired";
        }
        if (standing.stopped() && due.medium() == Medium.SMS && kind != Kind.ANSWER) {
            return "opted-out";
        }
        var contact = due.contact();
        if (contact == null) {
            return "";
        }
        if (contact.removed() && !due.kindName().equals("contact-removed")) {
            return "removed";
        }
        if (!contact.verified() && kind != Kind.CODE) {
            return "not-verified";
        }
        if (standing.trouble() != null && kind != Kind.CODE && kind != Kind.ANSWER) {
            return standing.trouble();
        }
        if (kind.needsConsent() && !standing.consent()) {
            return "no-consent";
        }
        return due.alert().ended() ? "alert-ended" : overtaken(due);
    }

    /** {@return why it is not true any more, or was told before, or nothing} Each of both is told once (AL2, AL14, AL18). */
    private static String overtaken(Due due) {
        var alert = due.alert();
        if (due.kind().isLimited()) {
            return !alert.beyond() ? "undone" : alert.told() ? "told-before" : "";
        }
        if (due.kind() != Kind.CORRECTION) {
            return "";
        }
        if (alert.beyond()) {
            return "true-again";
        }
        return !alert.told() ? "not-told" : alert.corrected() ? "told-before" : "";
    }

    private static Optional<QuietHours> quietHours(Due due) {
        var contact = due.contact();
        if (contact == null) {
            return Optional.empty();
        }
        var hours = new QuietHours(contact.quietFrom(), contact.quietTo(), contact.zone());
        if (due.kind() == Kind.LATE_ALERT && due.medium() == Medium.SMS) {
            return Optional.of(hours.areNever() ? QuietHours.night(contact.zone()) : hours);
        }
        return due.urgent() && contact.urgentAtNight() ? Optional.empty() : Optional.of(hours);
    }

    private static Instant tomorrow(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
