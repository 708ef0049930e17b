package meterside.alerts.notice;

import java.time.Clock;
import org.springframework.stereotype.Service;

/** What customers are to be told. */
@Service
public class Notices {

    private final NoticeRepository notices;
    private final Clock clock;

    Notices(NoticeRepository notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Has the notice sent once the caller's transaction is committed.
     *
     * @return false if this key was told before, and nothing changed
     */
    public boolean tell(Notice notice) {
        return notices.insert(notice, clock.instant());
    }

    /**
     * Tells an alert by the next medium, since nobody knows that it arrived by this one, or it did not (AL20). By each medium an
     * alert is told at most once, so repeating this changes nothing; what is no alert is left alone.
     *
     * @return how many contacts are told instead
     */
    public int tellByNextMedium(long notice) {
        return notices.insertByNextMedium(notice, clock.instant());
    }
}
