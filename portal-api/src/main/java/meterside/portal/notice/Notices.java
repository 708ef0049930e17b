package meterside.portal.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import meterside.portal.notice.ToldRepository.Tried;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What customers are to be told, and were. alerts sends it. */
@Service
public class Notices {

    private final NoticeRepository notices;
    private final ToldRepository told;
    private final Clock clock;

    Notices(NoticeRepository notices, ToldRepository told, Clock clock) {
        this.notices = notices;
        this.told = told;
        this.clock = clock;
    }

    /** Has the notice sent once the caller's transaction, if there is one, is committed. A known key changes nothing. */
    public Mono<Void> tell(Notice notice) {
        return Mono.defer(() -> notices.insert(notice, clock.instant()));
    }

    /**
     * {@return what the login was told of a decision, with each try}
     *
     * @param evaluation of an alert that the caller has found to be the login's
     */
    public Mono<List<Told>> of(long evaluation, long login) {
        return told.ofEvaluation(evaluation, login).map(Notices::together);
    }

    private static List<Told> together(List<Tried> rows) {
        var found = new LinkedHashMap<Long, Told>();
        for (var row : rows) {
            var one = found.computeIfAbsent(
                    row.id(),
                    id -> new Told(
                            id,
                            row.medium(),
                            Masked.of(row.medium(), row.address()),
                            row.state(),
                            row.reason(),
                            row.madeAt(),
                            new ArrayList<>()));
            if (row.at() != null && row.outcome() != null && row.answer() != null && row.body() != null) {
                one.attempts().add(new Told.Attempt(row.at(), row.outcome(), row.answer(), row.subject(), row.body()));
            }
        }
        return List.copyOf(found.values());
    }
}
