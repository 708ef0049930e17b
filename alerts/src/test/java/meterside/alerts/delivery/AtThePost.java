package meterside.alerts.delivery;

import java.util.stream.Stream;
import meterside.alerts.testing.Post;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A class of tests with a post of its own, whose clock stands at noon in New York when each begins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtThePost {

    private static final String NOON = "2026-11-21T17:00:00Z";

    final Post post;

    AtThePost() {
        post = new Post(NOON);
    }

    /** Where no answer hangs on purpose, it is waited for as long as a busy machine may take. */
    AtThePost(String... settings) {
        post = new Post(
                NOON,
                Stream.concat(
                                Stream.of(settings),
                                Stream.of(
                                        "meterside.smtp.answer", "20s",
                                        "meterside.smtp.whole", "40s",
                                        "meterside.twilio.whole", "20s"))
                        .toArray(String[]::new));
    }

    @AfterAll
    void closeIt() {
        post.close();
    }

    @BeforeEach
    void nothingGoesWrong() {
        post.provider.nothingGoesWrong();
        // what an earlier test left waiting does not come again when the clock is moved
        post.sql(
                "update notice set state = 'failed', reason = 'test over' where state in ('pending', 'sending', 'unknown')");
        post.clock.set(NOON);
    }
}
