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
 * @param alertEnded whether the alert it tells of was ended since
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
        boolean alertEnded) {

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
