package meterside.alerts.permission;

/** What the rules make of a notice's kind. */
public enum Kind {
    /** An alert: needs consent, keeps quiet hours, counts towards the day's limit. */
    ALERT,
    /** An alert of days long past: likewise, and never a text at night whatever the customer chose (AL13). */
    LATE_ALERT,
    /** That an alert's day was not so after all: needs consent and keeps quiet hours (AL14). */
    CORRECTION,
    /** What was held back on a day: needs consent and keeps quiet hours. */
    SUMMARY,
    /** Proves an address, so it may go to one that is not proved yet. */
    CODE,
    /** Answers a reply, also of someone who has just stopped everything else. */
    ANSWER,
    /** About the customer's own account, such as a new password; or to the utility. */
    SERVICE;

    public static Kind of(String kind) {
        return switch (kind) {
            case "usage-threshold" -> ALERT;
            case "usage-late" -> LATE_ALERT;
            case "usage-corrected" -> CORRECTION;
            case "summary" -> SUMMARY;
            case "verify-email", "verify-contact", "password-reset" -> CODE;
            case "stopped", "started", "help" -> ANSWER;
            default -> SERVICE;
        };
    }

    /** {@return whether someone has to have asked for it} */
    public boolean needsConsent() {
        return isLimited() || this == CORRECTION || this == SUMMARY;
    }

    public boolean isLimited() {
        return this == ALERT || this == LATE_ALERT;
    }
}
