package meterside.portal.letter;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Tells the owner of a login what was changed, in the caller's transaction. */
@Service
public class Letters {

    private final LanguageRepository languages;
    private final Notices notices;
    private final Clock clock;

    Letters(LanguageRepository languages, Notices notices, Clock clock) {
        this.languages = languages;
        this.notices = notices;
        this.clock = clock;
    }

    /** {@return the language its owner reads; English unless they said otherwise} */
    public Mono<String> languageOf(long login) {
        return languages.find(login).defaultIfEmpty("en");
    }

    /**
     * Tells of a change, at the address the login signs in with. The facts gain {@code at}, the time of the change.
     *
     * @param email the login's
     */
    public Mono<Void> tell(long login, String email, String kind, Map<String, Object> facts) {
        var at = clock.instant();
        var all = new HashMap<>(facts);
        all.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
        var key = "%s:login:%d:%s:%s".formatted(kind, login, at, facts.hashCode());
        return languageOf(login)
                .flatMap(language -> notices.tell(
                        new Notice(key, kind, null, login, Recipient.email(email, language), all, null, true, null)));
    }
}
