package meterside.portal.profile;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How people like it. Who has said nothing reads English, lives where the utility is, and gets paper. */
@Service
public class Preferences {

    private final PreferenceRepository preferences;
    private final Clock clock;
    private final String zone;

    Preferences(
            PreferenceRepository preferences,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.preferences = preferences;
        this.clock = clock;
        this.zone = zone;
    }

    /** Begins a new login with the language of the page it was made on, in the caller's transaction. */
    public Mono<Void> begin(long login, String language) {
        return put(login, new Preference(language, zone, false));
    }

    Mono<Preference> find(long login) {
        return preferences.find(login).defaultIfEmpty(new Preference("en", zone, false));
    }

    Mono<Void> put(long login, Preference preference) {
        return Mono.defer(() -> preferences.put(login, preference, clock.instant()));
    }
}
