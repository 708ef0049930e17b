package meterside.portal.letter;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Tells the owner of a login what was changed, in the caller's transaction. */
@Service
public class Letters {

    private final ReaderRepository readers;
    private final Notices notices;
    private final Clock clock;
    private final Reader anyone;

    Letters(
            ReaderRepository readers,
            Notices notices,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.readers = readers;
        this.notices = notices;
        this.clock = clock;
        this.anyone = new Reader("en", zone);
    }

    /**
     * Who reads a letter.
     *
     * @param zone in which its times are told
     */
    record Reader(String language, String zone) {}

    /**
     * Tells of a change, at the address the login signs in with. The facts gain {@code at}, the time of the change.
     *
     * @param email the login's
     */
    public Mono<Void> tell(long login, String email, String kind, Map<String, Object> facts) {
        var at = clock.instant();
        var key = "%s:login:%d:%s:%s".formatted(kind, login, at, facts.hashCode());
        return readers.find(login).defaultIfEmpty(anyone).flatMap(reader -> {
            var all = new HashMap<>(facts);
            all.put("at", time(at, ZoneId.of(reader.zone())));
            var to = Recipient.email(email, reader.language());
            return notices.tell(new Notice(key, kind, null, login, to, all, null, true, null));
        });
    }

    /** {@return the time as a letter's facts have it: to the minute, with its offset} */
    public static String time(Instant at, ZoneId zone) {
        return at.atZone(zone)
                .toOffsetDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
