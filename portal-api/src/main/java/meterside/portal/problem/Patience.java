package meterside.portal.problem;

import java.time.Duration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import reactor.util.retry.Retry;

/**
 * For the parts of a file, half of which is sent already: what cannot be answered for now is asked again, for some seconds. A page is told
 * at once and tries again by itself; a file that was cut off has to be fetched anew from its first line.
 */
public final class Patience {

    private static final int TIMES = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private Patience() {}

    /** {@return up to five times more where the database is busy or away, which with its own limits is within half a minute; then what was wrong last} */
    public static Retry ofFiles() {
        return Retry.backoff(TIMES, FIRST_WAIT)
                .maxBackoff(LONGEST_WAIT)
                .filter(Patience::mayPass)
                .onRetryExhaustedThrow((retry, last) -> last.failure());
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof TransientDataAccessException || failure instanceof DataAccessResourceFailureException;
    }
}
