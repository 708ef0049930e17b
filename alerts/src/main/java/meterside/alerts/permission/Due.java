package meterside.alerts.permission;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import meterside.alerts.sender.Medium;
import org.jspecify.annotations.Nullable;

/**
 * A notice that is due, with where it goes.
 *
 * @param kindName the template's name
 * @param contact null where it goes to an address that is no contact
 * @param secret a code, or empty
 * @param tries how often it was given to the provider before
 * @param account the account it is about
 * @param alert how the alert it tells of stands; of what is no alert's, {@link Alert#NONE}
 */
public record Due(
        long id,
        String key,
        String kindName,
        Medium medium,
        String address,
        String language,
        @Nullable Contact contact,
        @Nullable Long evaluation,
        Map<String, Object> facts,
        String secret,
        boolean urgent,
        Instant madeAt,
        @Nullable Instant expiresAt,
        int tries,
        @Nullable Instant claimedAt,
        @Nullable Long account,
        Alert alert) {

    /**
     * The alert's day as it is now, and what else this contact was told of it.
     *
     * @param ended whether the alert was ended since
     * @param beyond whether the day is beyond the threshold by what is known now
     * @param told whether another notice told that it was, or may have
     * @param corrected likewise, that it was not
     */
    public record Alert(boolean ended, boolean beyond, boolean told, boolean corrected) {

        public static final Alert NONE = new Alert(false, true, false, false);
    }

    /**
     * The contact as it is now.
     *
     * @param quietFrom local time from which nothing is sent that can wait; equal to {@code quietTo}: never
     */
    public record Contact(
            long id,
            ZoneId zone,
            LocalTime quietFrom,
            LocalTime quietTo,
            boolean urgentAtNight,
            boolean verified,
            boolean removed) {}

    public Kind kind() {
        return Kind.of(kindName);
    }
}
