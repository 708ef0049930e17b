package meterside.portal.allocation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A charge that is not paid in full.
 *
 * @param service one of {@link #SERVICES}
 * @param kind one of {@link #KINDS}
 * @param dueOn last day to pay it, in the utility's zone
 * @param openCents what is left to pay, positive
 */
public record Owed(long charge, String service, String kind, LocalDate dueOn, long openCents) {

    /** What a charge can be for. */
    public static final List<String> SERVICES =
            List.of("electricity", "gas", "water", "sewer", "solid-waste", "stormwater", "fire", "ambulance", "other");

    /** What a debt can be. A credit is no debt. */
    public static final List<String> KINDS = List.of("service", "penalty", "fee", "agreement");

    public Owed {
        if (!SERVICES.contains(service) || !KINDS.contains(kind)) {
            throw new IllegalArgumentException("no charge is a %s of %s".formatted(kind, service));
        }
        if (openCents <= 0) {
            throw new IllegalArgumentException("what is owed is positive, not " + openCents);
        }
    }

    /** {@return how many days past due it is; 0 on its last day and before} */
    int daysPastDue(LocalDate today) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(dueOn, today));
    }
}
