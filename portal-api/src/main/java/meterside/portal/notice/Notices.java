package meterside.portal.notice;

import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What customers are to be told. alerts sends it. */
@Service
public class Notices {

    private final NoticeRepository notices;
    private final Clock clock;

    Notices(NoticeRepository notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** Has the notice sent once the caller's transaction, if there is one, is committed. A known key changes nothing. */
    public Mono<Void> tell(Notice notice) {
        return Mono.defer(() -> notices.insert(notice, clock.instant()));
    }
}
