package meterside.portal.health;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whether the database answers, asked at most once a second. */
@Repository
class DatabaseRepository implements Part, SmartLifecycle {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final Duration LONGEST_START = Duration.ofSeconds(5);

    private final Mono<String> answer;
    private final Mono<String> state;
    private volatile boolean running;

    DatabaseRepository(DatabaseClient db) {
        answer = db.sql("select 1").mapValue(Integer.class).one().map(one -> UP);
        state = answer.timeout(LONGEST).onErrorReturn("down: no answer").cache(LONGEST);
    }

    /** Opens the first connections before the web server starts, so that no customer waits for them. */
    @Override
    public void start() {
        answer.timeout(LONGEST_START).onErrorReturn("").toFuture().join();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Mono<String> state() {
        return state;
    }
}
